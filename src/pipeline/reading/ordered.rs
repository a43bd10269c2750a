//! Many workers, one order: items go out to workers and come back as they went in.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

/// Items under way at a time, for each worker: enough to keep it busy, few enough to bound memory
/// (a 1080p frame has 6 MB).
const IN_FLIGHT_PER_WORKER: usize = 3;

/// What a worker made of an item, or the panic that it died of.
type Outcome<O, E> = std::thread::Result<Result<O, E>>;

/// Calls `work` on every item of `next`, on as many threads as there are workers, and hands the
/// results to `sink` in the order of the items. Memory is bounded: at most a few items a worker are
/// under way.
///
/// `next` runs on the calling thread, so it need not be `Send`.
///
/// # Errors
/// The first error in the order of the items, whatever the number of workers; nothing after it
/// reaches the sink.
pub(crate) fn map_in_order<W, I, O, E>(
    mut next: impl FnMut() -> Result<Option<I>, E>,
    workers: &mut [W],
    work: impl Fn(&mut W, I) -> Result<O, E> + Sync,
    sink: impl FnMut(O) -> Result<(), E> + Send,
) -> Result<(), E>
where
    W: Send,
    I: Send,
    O: Send,
    E: Send,
{
    let in_flight = IN_FLIGHT_PER_WORKER * workers.len().max(1);
    let (tickets, ticket) = sync_channel::<()>(in_flight);
    let (jobs, job) = channel::<(usize, I)>();
    let (results, result) = channel();
    let job = Mutex::new(job);
    for _ in 0..in_flight {
        let _ = tickets.send(()); // the channel has room for exactly these
    }
    std::thread::scope(|scope| {
        for worker in workers.iter_mut() {
            let (job, results, work) = (&job, results.clone(), &work);
            scope.spawn(move || run_worker(worker, job, &results, work));
        }
        let collector = scope.spawn(move || collect(&result, sink, &tickets));
        feed(&mut next, &ticket, jobs, results);
        collector.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// Sends items while tickets come back; an error of the source takes its place in the order.
fn feed<I, O, E>(
    next: &mut impl FnMut() -> Result<Option<I>, E>,
    ticket: &Receiver<()>,
    jobs: Sender<(usize, I)>,
    results: Sender<(usize, Outcome<O, E>)>,
) {
    let mut index = 0;
    while ticket.recv().is_ok() {
        match next() {
            Ok(Some(item)) => match jobs.send((index, item)) {
                Ok(()) => index += 1,
                Err(_) => break, // all workers have stopped
            },
            Ok(None) => break,
            Err(e) => {
                let _ = results.send((index, Ok(Err(e)))); // fails only after an earlier error
                break;
            }
        }
    }
}

fn run_worker<W, I, O, E>(
    worker: &mut W,
    jobs: &Mutex<Receiver<(usize, I)>>,
    results: &Sender<(usize, Outcome<O, E>)>,
    work: &impl Fn(&mut W, I) -> Result<O, E>,
) {
    loop {
        let job = jobs.lock().map(|jobs| jobs.recv());
        let Ok(Ok((index, item))) = job else { return };
        // a panic is our own bug; passed on, it ends the program instead of leaving everyone waiting
        let outcome = catch_unwind(AssertUnwindSafe(|| work(worker, item)));
        if results.send((index, outcome)).is_err() {
            return;
        }
    }
}

/// Puts results back in order; ends at the first error or when all senders are gone.
fn collect<O, E>(
    results: &Receiver<(usize, Outcome<O, E>)>,
    mut sink: impl FnMut(O) -> Result<(), E>,
    tickets: &SyncSender<()>,
) -> Result<(), E> {
    let mut waiting = BTreeMap::new();
    let mut expected = 0;
    for (index, result) in results {
        waiting.insert(index, result);
        while let Some(result) = waiting.remove(&expected) {
            sink(result.unwrap_or_else(|panic| resume_unwind(panic))?)?;
            expected += 1;
            let _ = tickets.try_send(()); // nobody waits for tickets at the end
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn squares(workers: usize, count: usize) -> Vec<usize> {
        let mut states = vec![(); workers];
        let (mut at, mut out) = (0, Vec::new());
        let next = || {
            at += 1;
            Ok::<_, String>((at <= count).then_some(at - 1))
        };
        let work = |(): &mut (), i: usize| {
            std::thread::sleep(Duration::from_micros(((i * 7) % 5) as u64 * 100));
            Ok(i * i)
        };
        map_in_order(next, &mut states, work, |o| {
            out.push(o);
            Ok(())
        })
        .unwrap();
        out
    }

    #[test]
    fn order_is_kept_for_any_number_of_workers() {
        let expected: Vec<usize> = (0..200).map(|i| i * i).collect();
        for workers in [1, 2, 5] {
            assert_eq!(squares(workers, 200), expected);
        }
        assert!(squares(3, 0).is_empty());
    }

    #[test]
    fn one_slow_item_does_not_pile_up_the_others() {
        let (started, finished) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let most = AtomicUsize::new(0);
        let next = || {
            let n = started.fetch_add(1, Ordering::SeqCst);
            most.fetch_max(n + 1 - finished.load(Ordering::SeqCst), Ordering::SeqCst);
            Ok::<_, ()>((n < 100).then_some(n))
        };
        let work = |(): &mut (), i| {
            if i == 0 {
                std::thread::sleep(Duration::from_millis(50));
            }
            Ok(())
        };
        let sink = |()| {
            finished.fetch_add(1, Ordering::SeqCst);
            Ok(())
        };
        map_in_order(next, &mut [(), ()], work, sink).unwrap();
        assert!(most.into_inner() <= 2 * IN_FLIGHT_PER_WORKER + 1);
    }

    #[test]
    fn the_first_error_in_order_wins_and_stops() {
        for workers in [1, 3] {
            let mut states = vec![(); workers];
            let (mut at, mut seen) = (0, Vec::new());
            let next = || {
                at += 1;
                if at == 40 { Err("source".to_owned()) } else { Ok(Some(at - 1)) }
            };
            let work =
                |(): &mut (), i: usize| if i % 20 == 15 { Err(format!("item {i}")) } else { Ok(i) };
            let e = map_in_order(next, &mut states, work, |o| {
                seen.push(o);
                Ok(())
            })
            .unwrap_err();
            assert_eq!(e, "item 15");
            assert_eq!(seen, (0..15).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_of_the_source_or_the_sink_is_returned() {
        let none = || Err::<Option<usize>, _>("cut".to_owned());
        let echo = |(): &mut (), i: usize| Ok(i);
        assert_eq!(map_in_order(none, &mut [()], echo, |_| Ok(())), Err("cut".to_owned()));
        let endless = || Ok(Some(1));
        assert_eq!(
            map_in_order(endless, &mut [()], echo, |_| Err("full".to_owned())),
            Err("full".to_owned())
        );
    }

    #[test]
    #[should_panic(expected = "our own bug")]
    fn a_panic_in_a_worker_ends_the_work_instead_of_hanging() {
        let endless = || Ok::<_, ()>(Some(1));
        let work = |(): &mut (), _| -> Result<usize, ()> { panic!("our own bug") };
        let _ = map_in_order(endless, &mut [(), ()], work, |_| Ok(()));
    }
}
