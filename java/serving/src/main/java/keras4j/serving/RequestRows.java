package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Rows of a request, before they are read as the columns of a model. */
interface RequestRows {
    /** Returns the number of rows. */
    int count();

    /** Returns the names of the columns of a row. */
    Collection<String> columns(int row);

    /** Returns a cell; null if the row has no such column. */
    @Nullable JsonNode cell(int row, ModelColumn column);
}
