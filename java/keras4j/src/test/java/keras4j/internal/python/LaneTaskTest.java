package keras4j.internal.python;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.AbstractList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LaneTaskTest {
    /** Tasks that check, whenever one of them is asked for, that those whom a done one wakes are done, too. */
    private static final class Watched extends AbstractList<LaneTask> {
        private final List<LaneTask> tasks =
                Stream.generate(Watched::task).limit(64).toList();
        private int looks;

        private static LaneTask task() {
            return new LaneTask() {
                @Override
                void perform(InterpreterLane lane) {}
            };
        }

        @Override
        public LaneTask get(int index) {
            looks++;
            for (int at = 0; at < size(); at++) {
                for (int woken = 2 * at + 1; woken < Math.min(2 * at + 3, size()); woken++) {
                    assertTrue(!tasks.get(at).done() || tasks.get(woken).done(), at + " wakes " + woken);
                }
            }
            return tasks.get(index);
        }

        @Override
        public int size() {
            return tasks.size();
        }
    }

    @Test
    void a_caller_that_sees_its_task_done_wakes_none_that_would_sleep_on() {
        Watched tasks = new Watched();
        LaneTask.finish(tasks, null);
        assertTrue(tasks.looks > 64);
        assertTrue(tasks.tasks.stream().allMatch(LaneTask::done));
    }

    @Test
    void callers_of_tasks_that_are_done_one_by_one_all_come_back() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            List<LaneTask> tasks = new Watched().tasks;
            List<Thread> callers = tasks.stream()
                    .map(task -> new Thread(() -> task.await(Long.MAX_VALUE)))
                    .toList();
            callers.forEach(Thread::start);
            LaneTask.finish(tasks, null);
            for (Thread caller : callers) {
                caller.join(60_000);
                assertTrue(!caller.isAlive(), "round " + round);
            }
        }
    }
}
