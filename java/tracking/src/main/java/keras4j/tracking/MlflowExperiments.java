package keras4j.tracking;

import java.io.IOException;
import java.util.Map;

/** Experiments of a server by name. */
final class MlflowExperiments {
    private MlflowExperiments() {}

    /** Returns the id of an experiment, which is created if there is none of that name. */
    static String id(MlflowClient client, String name) throws IOException, InterruptedException {
        try {
            return existing(client, name);
        } catch (MlflowException missing) {
            return created(client, name);
        }
    }

    private static String created(MlflowClient client, String name) throws IOException, InterruptedException {
        try {
            return client.post("experiments/create", MlflowClient.json().put("name", name))
                    .path("experiment_id")
                    .asText();
        } catch (MlflowException refused) {
            return raced(client, name, refused);
        }
    }

    /** Returns the experiment that another client has created meanwhile, if that is why it was refused. */
    private static String raced(MlflowClient client, String name, MlflowException refused)
            throws IOException, InterruptedException {
        try {
            return existing(client, name);
        } catch (MlflowException missing) {
            throw refused;
        }
    }

    private static String existing(MlflowClient client, String name) throws IOException, InterruptedException {
        return client.get("experiments/get-by-name", Map.of("experiment_name", name))
                .path("experiment")
                .path("experiment_id")
                .asText();
    }
}
