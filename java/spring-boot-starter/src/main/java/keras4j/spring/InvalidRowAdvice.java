package keras4j.spring;

import keras4j.data.InvalidRowException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answer to rows that a model can't take: a problem document with status 400, the column, the row and what is accepted. */
@RestControllerAdvice
class InvalidRowAdvice {
    @ExceptionHandler
    ProblemDetail answer(InvalidRowException refused) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, refused.getMessage());
        refused.column().ifPresent(column -> problem.setProperty("column", column));
        refused.row().ifPresent(row -> problem.setProperty("row", row));
        problem.setProperty("accepted", refused.accepted());
        problem.setProperty("got", refused.got());
        return problem;
    }
}
