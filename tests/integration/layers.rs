//! A module may import only modules in a lower layer, and in some layers its neighbours.
use std::{fs, path::Path};

/// Bottom first: name of the layer, its modules, and whether they may import their neighbours.
const LAYERS: &[(&[&str], bool)] = &[
    (
        &["article", "annotations", "field", "hit", "language"],
        true,
    ),
    (&["date", "text"], true),
    (&["analysis", "eval", "output", "query", "reader"], false),
    (&["document"], false),
    (&["index"], false),
    (&["backend"], false),
    (&["cli"], true),
];

#[test]
fn imports_point_down() {
    let mut upward = Vec::new();
    walk(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        None,
        &mut upward,
    );
    assert!(upward.is_empty(), "{}", upward.join("\n"));
}

#[test]
fn imported_modules_sees_every_form() {
    let text = "use crate::a::X; // crate::no\nuse crate::{\n    b,\n    c::{self, d},\n    e::F,\n};\nfn f() { crate::g::h() }";
    assert_eq!(imported_modules(text), ["a", "b", "c", "e", "g"]);
}

fn walk(dir: &Path, module: Option<&str>, upward: &mut Vec<String>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let module = module.unwrap_or(stem);
        if path.is_dir() {
            walk(&path, Some(module), upward);
        } else if path.extension().is_some_and(|e| e == "rs") && module != "lib" && module != "main"
        {
            for imported in imported_modules(&fs::read_to_string(&path).unwrap()) {
                if imported != module && !may_import(module, &imported) {
                    upward.push(format!(
                        "{}: `{module}` imports `{imported}`",
                        path.display()
                    ));
                }
            }
        }
    }
}

fn may_import(module: &str, imported: &str) -> bool {
    let (from, to) = (layer(module), layer(imported));
    to < from || (to == from && LAYERS[from].1)
}

fn layer(module: &str) -> usize {
    LAYERS
        .iter()
        .position(|(row, _)| row.contains(&module))
        .unwrap_or_else(|| panic!("`{module}` is in no layer"))
}

/// Names after `crate::`, including each name of a `crate::{…}` list.
fn imported_modules(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap())
        .collect();
    let name = |s: &str| {
        s.trim()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let mut names = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let Some(list) = rest.strip_prefix('{') else {
            names.push(name(rest));
            continue;
        };
        let mut depth = 0;
        for item in list.split_inclusive(['{', '}', ',']) {
            if depth == 0 {
                names.push(name(item));
            }
            depth += item.ends_with('{') as i32 - item.ends_with('}') as i32;
            if depth < 0 {
                break;
            }
        }
    }
    names.retain(|name| !name.is_empty());
    names
}
