//! The program: everything is in `morgue::cli`.

fn main() {
    std::process::exit(morgue::cli::main());
}
