//! Documents of Apple's office programs: which members show that an archive is one.  They are not
//! read; their lists of properties would be taken for articles.

/// What is said of documents of Apple's office programs.
pub const WHAT: &str =
    "a document of Pages, Numbers or Keynote, which is not read; export it as .docx, .xlsx or text";
/// The members that hold their text, by the programs since 2013 and those before.
const TEXT: &[&str] = &[
    "Index/Document.iwa",
    "Index.zip",
    "index.xml",
    "index.xml.gz",
    "index.apxl",
    "index.apxl.gz",
];
/// Members of which one at least stands beside the text.
const BESIDE: &[&str] = &[
    "Index/Document.iwa",
    "Metadata/Properties.plist",
    "Metadata/DocumentIdentifier",
    "QuickLook/Preview.pdf",
    "QuickLook/Thumbnail.jpg",
    "buildVersionHistory.plist",
    "Contents/PkgInfo",
];

/// Whether an archive with these members is such a document.
pub fn is_document(has: &dyn Fn(&str) -> bool) -> bool {
    let has_one = |listed: &[&str]| listed.iter().any(|name| has(name));
    has_one(TEXT) && has_one(BESIDE)
}
