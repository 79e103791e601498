//! Files that are taken apart in a process of their own: this program once more, as a hidden verb.
//!
//! A crash, a hang or a bomb in there costs that file only.  The process gets the file on its
//! standard input and answers on its standard output; it opens nothing else.  It limits itself
//! before it looks at the first byte, and whoever started it watches the clock and the length of the
//! answer.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::reader::{Outside, ReadError, Reason};

/// Longest time that a file may take, by the clock.
const MOST_TIME: Duration = Duration::from_secs(60);
/// Longest time that a file may take of a processor, seconds.
const MOST_PROCESSOR_TIME: u64 = 30;
/// Most memory of the process, bytes: four times the largest file, and what it unfolds to.
const MOST_MEMORY: u64 = 2 << 30;
/// Longest answer, bytes: the text of the largest article, escaped.
const MOST_ANSWER: u64 = 64 << 20;

/// Name of the hidden verb; the name of the format follows.
pub const VERB: &str = "take-apart";

/// Starts the program once more for every file.
#[derive(Debug)]
pub struct Apart {
    program: PathBuf,
    time: Duration,
}

impl Apart {
    /// Runs this program, which must have the hidden verb.
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            time: MOST_TIME,
        }
    }

    /// Waits this long for an answer instead of a minute.
    pub fn patient_for(self, time: Duration) -> Self {
        Self { time, ..self }
    }
}

impl Outside for Apart {
    fn run(&self, format: &'static str, bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
        let mut command = Command::new(&self.program);
        // What panics say may hold text of the file, and its place in a report is no terminal.
        let child = command
            .args([VERB, format])
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = child.map_err(|error| {
            let detail = format!("cannot start the process that reads {format}: {error}");
            ReadError::new(Reason::Io, detail)
        })?;
        let answer = talk(&mut child, bytes, self.time);
        let status = child.wait();
        let answer = answer.ok_or_else(|| {
            let detail = format!("{format} took more than {} s to read", self.time.as_secs());
            ReadError::new(Reason::Timeout, detail)
        })?;
        if answer.len() as u64 > MOST_ANSWER {
            let detail = format!("{format} with more than {MOST_ANSWER} bytes of text");
            return Err(ReadError::new(Reason::TooLarge, detail));
        }
        match status {
            Ok(status) if status.success() => Ok(answer),
            Ok(status) => Err(ReadError::new(
                Reason::Damaged,
                format!("the process that read the {format} ended with {status}"),
            )),
            Err(error) => Err(ReadError::new(Reason::Io, error.to_string())),
        }
    }
}

/// Gives the process the file and takes its answer; None when that takes too long.
fn talk(child: &mut Child, bytes: &[u8], time: Duration) -> Option<Vec<u8>> {
    let (mut stdin, stdout) = (child.stdin.take()?, child.stdout.take()?);
    let (done, answers) = mpsc::channel();
    std::thread::scope(|scope| {
        // A process that dies early closes the pipe, which its status tells.
        scope.spawn(move || {
            let _ = stdin.write_all(bytes);
        });
        scope.spawn(move || {
            let mut answer = Vec::new();
            let _ = stdout.take(MOST_ANSWER + 1).read_to_end(&mut answer);
            let _ = done.send(answer);
        });
        let answer = answers.recv_timeout(time).ok();
        let is_over = |answer: &Vec<u8>| answer.len() as u64 <= MOST_ANSWER;
        if !answer.as_ref().is_some_and(is_over) {
            // Both threads wait for the process, which may go on for ever.
            let _ = child.kill();
        }
        answer
    })
}

/// Sets limits to memory and processor time for the rest of this process, where the system has them.
pub fn limit_this_process() -> io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let limit = |most: u64| Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(Resource::Cpu, limit(MOST_PROCESSOR_TIME))?;
        // No file is left of a crash.
        setrlimit(Resource::Core, limit(0))?;
        // Not every system counts address space.
        #[cfg(target_os = "linux")]
        setrlimit(Resource::As, limit(MOST_MEMORY))?;
    }
    Ok(())
}
