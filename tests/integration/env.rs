//! A place to run the program in, cut off from the machine it runs on.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program as the tests run it.
pub const MORGUE: &str = env!("CARGO_BIN_EXE_morgue");

/// A temporary directory and a cleared environment.
pub struct TestEnv {
    directory: tempfile::TempDir,
}

/// What a run left behind.
pub struct Run {
    command: String,
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl TestEnv {
    pub fn new() -> Self {
        Self {
            directory: tempfile::tempdir().expect("temporary directory"),
        }
    }

    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Writes a file below the directory.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("make the folder");
        std::fs::write(&path, content).expect("write the file");
        path
    }

    /// The program with nothing of the machine in its environment.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(MORGUE);
        command
            .args(args)
            .current_dir(self.path())
            .env_clear()
            .env("TZ", "UTC")
            .stdin(Stdio::null());
        command
    }

    /// Runs the program at a fixed time.
    #[must_use = "check what the program said"]
    pub fn run(&self, args: &[&str]) -> Run {
        let mut all = vec!["--now", "2026-02-01T12:00"];
        all.extend(args);
        finish(args, self.command(&all).output().expect("run morgue"))
    }

    /// Runs the program and gives it text to read.
    #[must_use = "check what the program said"]
    pub fn run_with_input(&self, args: &[&str], input: &str) -> Run {
        use std::io::Write;
        let mut all = vec!["--now", "2026-02-01T12:00"];
        all.extend(args);
        let mut child = self
            .command(&all)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("run morgue");
        let mut stdin = child.stdin.take().expect("stdin is a pipe");
        // A program that stops reading is no failure of the test.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        finish(args, child.wait_with_output().expect("wait for morgue"))
    }
}

fn finish(args: &[&str], output: Output) -> Run {
    Run {
        command: format!("morgue {}", args.join(" ")),
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
    }
}

impl Run {
    /// Fails the test unless the program ended with this code.
    pub fn code(self, expected: i32) -> Self {
        assert_eq!(
            self.code, expected,
            "{}\n--- stdout\n{}--- stderr\n{}",
            self.command, self.stdout, self.stderr
        );
        self
    }
}

/// The repository's own corpus.
pub fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}
