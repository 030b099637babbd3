from threading import Event, get_ident

from pytestqt.qtbot import QtBot

from client.desktop.jobs import Job, Jobs, Lane
from client.errors import InputProblem
from client.progress import Progress


def test_result_arrives_on_the_windows_thread(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[tuple[int, int]] = []
    job = jobs.start(lambda _progress: get_ident(), then=lambda there: seen.append((there, get_ident())))
    with qtbot.waitSignal(job.ended):
        pass
    assert seen[0][0] != get_ident()
    assert seen[0][1] == get_ident()


def test_store_lane_keeps_the_order(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[int] = []
    made = [jobs.start(lambda _progress, n=n: seen.append(n)) for n in range(20)]  # type: ignore[misc]
    with qtbot.waitSignal(made[-1].ended):
        pass
    assert seen == list(range(20))


def test_a_problem_goes_to_whoever_takes_it(qtbot: QtBot, jobs: Jobs) -> None:
    taken: list[str] = []
    job = jobs.start(_fail, otherwise=lambda problem: taken.append(problem.code))
    with qtbot.assertNotEmitted(jobs.met), qtbot.waitSignal(job.ended):
        pass
    assert taken == ["input.empty"]


def test_a_problem_nobody_takes_is_met_by_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.met) as met:
        jobs.start(_fail)
    assert str(met.args[0]) == "input.empty"


def test_a_bug_ends_the_wait_and_is_not_swallowed(qtbot: QtBot, jobs: Jobs) -> None:
    job = jobs.start(lambda _progress: 1 // 0, otherwise=lambda _problem: None)
    with qtbot.waitSignals([jobs.crashed, job.ended], order="strict"):
        pass
    assert jobs.running == ()


def test_progress_is_shown_and_stop_stops(qtbot: QtBot, jobs: Jobs) -> None:
    go_on = Event()

    def work(progress: Progress) -> None:
        progress.stage("checking", 100)
        for done in range(100):
            progress.step(done)
            if done == 50:
                go_on.wait(10)

    job = jobs.start(work, lane=Lane.HEAVY, label="x", stoppable=True)
    steps: list[tuple[str, int, int]] = []
    job.stepped.connect(lambda *step: steps.append(step))
    qtbot.waitUntil(lambda: ("checking", 50, 100) in steps)
    job.stop()
    with qtbot.waitSignals([job.cancelled, job.ended]):
        go_on.set()


def test_a_job_that_waits_is_stopped_before_it_begins(qtbot: QtBot, jobs: Jobs) -> None:
    hold = Event()
    done: list[int] = []
    jobs.start(lambda _progress: hold.wait(10))
    waiting = jobs.start(lambda _progress: done.append(1))
    waiting.stop()
    with qtbot.waitSignals([waiting.cancelled, waiting.ended]):
        hold.set()
    assert done == []


def test_lanes_do_not_hold_up_one_another(qtbot: QtBot, jobs: Jobs) -> None:
    hold = Event()
    jobs.start(lambda _progress: hold.wait(10), lane=Lane.NETWORK)
    job = jobs.start(lambda _progress: 1)
    with qtbot.waitSignal(job.ended):
        pass
    assert len(jobs.running) == 1
    hold.set()
    qtbot.waitUntil(lambda: not jobs.running)


def test_started_and_ended_are_told(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.waitSignals([jobs.started, jobs.ended]) as _told:
        job = jobs.start(lambda _progress: None)
    assert isinstance(job, Job)


def _fail(_progress: Progress) -> None:
    raise InputProblem("input.empty")


def test_a_form_saves_while_a_long_deed_writes(qtbot: QtBot, jobs: Jobs) -> None:
    """The long one begins after what was asked for before it, and holds up nothing that comes later."""
    seen: list[str] = []
    typed, saved = Event(), Event()

    def first(_progress: Progress) -> None:
        typed.wait(10)
        seen.append("typed before")

    def long(_progress: Progress) -> None:
        seen.append("import begins")
        assert saved.wait(10)
        seen.append("import ends")

    def save(_progress: Progress) -> None:
        seen.append("form saved")
        saved.set()

    jobs.start(first)
    job = jobs.start(long, lane=Lane.BULK, label="导入")
    typed.set()
    qtbot.waitUntil(lambda: "import begins" in seen, timeout=10_000)
    jobs.start(save)
    with qtbot.waitSignal(job.ended):
        pass
    assert seen == ["typed before", "import begins", "form saved", "import ends"]


def test_nothing_begins_once_the_lanes_are_closed(qtbot: QtBot) -> None:
    jobs = Jobs()
    assert jobs.close()
    done: list[object] = []
    jobs.start(done.append)
    assert jobs.running == ()
    assert done == []
