//! The demo's server: one folder, to this machine alone, with the headers that a clinic's page should have.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use tiny_http::{Header, Method, Request, Response, Server};

use crate::shelf::{Form, Shelf, Wish};
use crate::step::Failed;

/// The ports that are tried, in this order.
const PORTS: RangeInclusive<u16> = 8080..=8099;

const HEADERS: [(&str, &str); 6] = [
    ("Allow", "GET, HEAD"),
    // A browser may keep a file, and asks every time whether it still holds.
    ("Cache-Control", "no-cache"),
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("Vary", "Accept-Encoding"),
    ("X-Content-Type-Options", "nosniff"),
];

/// Pictures that are packed already.
const PACKED: [&str; 2] = ["image/png", "image/webp"];

struct Reply {
    status: u16,
    /// Beside those that every reply has.
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// Serves until it is ended from outside.
pub fn serve(folder: &Path, port: Option<u16>) -> Result<(), Failed> {
    let (server, port) = listen(port)?;
    println!("\nxtask: the demo is at http://localhost:{port}; Ctrl-C ends it");
    answer(&server, folder);
    Ok(())
}

/// On the port asked for, or on the first that is free.
fn listen(port: Option<u16>) -> Result<(Server, u16), Failed> {
    let mut ports = port.map_or(PORTS, |port| port..=port);
    let found = ports.find_map(|port| Some((Server::http(("127.0.0.1", port)).ok()?, port)));
    found.ok_or_else(|| {
        let tried = port.map_or_else(
            || format!("{} to {}", PORTS.start(), PORTS.end()),
            |port| port.to_string(),
        );
        Failed::new(
            "serve the demo",
            &format!("port {tried}: not free"),
            "name another: `cargo xtask demo --port 9000`",
        )
    })
}

fn answer(server: &Server, folder: &Path) {
    let mut shelf = Shelf::default();
    for request in server.incoming_requests() {
        // A visitor who went away is no failure of the server's.
        let _ = respond(request, folder, &mut shelf);
    }
}

fn respond(request: Request, folder: &Path, shelf: &mut Shelf) -> std::io::Result<()> {
    let reply = reply(folder, shelf, &request);
    let own = reply.headers.iter();
    let own = own.map(|(name, value)| (*name, value.as_str()));
    // With its length, whatever that is: a browser shows how far it is.
    let mut response = Response::from_data(reply.body)
        .with_status_code(reply.status)
        .with_chunked_threshold(usize::MAX);
    for (name, value) in HEADERS.into_iter().chain(own) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

fn reply(folder: &Path, shelf: &mut Shelf, request: &Request) -> Reply {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return plain(405, "only GET and HEAD\n");
    }
    let wish = Wish::of(request);
    let found = file(folder, request.url()).and_then(|path| {
        let kind = kind(&path);
        Some((kind, shelf.get(&path, !PACKED.contains(&kind), &wish)?))
    });
    found.map_or_else(
        || plain(404, "not found\n"),
        |(kind, form)| of_file(kind, form),
    )
}

fn plain(status: u16, text: &str) -> Reply {
    Reply {
        status,
        headers: vec![("Content-Type", "text/plain; charset=utf-8".to_owned())],
        body: text.into(),
    }
}

fn of_file(kind: &str, form: Form) -> Reply {
    let mut headers = vec![("Content-Type", kind.to_owned()), ("ETag", form.tag)];
    if form.is_gzip {
        headers.push(("Content-Encoding", "gzip".to_owned()));
    }
    Reply {
        status: if form.body.is_some() { 200 } else { 304 },
        headers,
        body: form.body.unwrap_or_default(),
    }
}

/// The file of an address, if it lies in the folder. No name that ships needs another character than these; so nothing
/// is decoded, and `..`, `%2e`, `\` and hidden files find nothing. Links are followed, then held against the folder.
fn file(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut found = folder.canonicalize().ok()?;
    let inside = found.clone();
    for name in path.split('/') {
        let name = if name.is_empty() { "index.html" } else { name };
        let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        if name.starts_with('.') || !name.chars().all(known) {
            return None;
        }
        found.push(name);
    }
    let found = found.canonicalize().ok()?;
    (found.is_file() && found.starts_with(inside)).then_some(found)
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        Some("webp") => "image/webp",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::path::{Path, PathBuf};
    use std::thread;

    use tiny_http::Server;

    use super::{answer, file};

    const LARGE: &str = "// the same, the same, the same, the same, the same, the same, the same, the same, the same";

    /// A page in a folder, beside a file that is nobody's business.
    fn folder(name: &str) -> PathBuf {
        let around = std::env::temp_dir().join(format!("prescreen-{name}-{}", std::process::id()));
        let folder = around.join("demo");
        fs::create_dir_all(folder.join("prescreen")).unwrap();
        fs::write(around.join("secret.txt"), "secret").unwrap();
        fs::write(folder.join(".hidden"), "hidden").unwrap();
        fs::write(folder.join("index.html"), "<!doctype html>").unwrap();
        fs::write(folder.join("large.js"), LARGE).unwrap();
        fs::write(folder.join("prescreen/engine.wasm"), [0, 97, 115, 109]).unwrap();
        folder
    }

    fn forget(folder: &Path) {
        fs::remove_dir_all(folder.parent().unwrap()).unwrap();
    }

    #[test]
    fn an_address_finds_only_what_lies_in_the_folder() {
        let folder = folder("files");
        for url in [
            "/",
            "/index.html",
            "/index.html?a=/../b#c",
            "/prescreen/engine.wasm",
        ] {
            assert!(file(&folder, url).is_some(), "{url}");
        }
        for url in [
            "/../secret.txt",
            "/prescreen/../../secret.txt",
            "/..%2fsecret.txt",
            "/%2e%2e/secret.txt",
            "/..\\secret.txt",
            "//etc/passwd",
            "/.hidden",
            "/prescreen",
            "/prescreen/",
            "/absent.html",
            "secret.txt",
            "",
        ] {
            assert_eq!(file(&folder, url), None, "{url}");
        }
        forget(&folder);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_out_of_the_folder_no_more_than_an_address() {
        let folder = folder("links");
        let secret = folder.parent().unwrap().join("secret.txt");
        std::os::unix::fs::symlink(secret, folder.join("link.txt")).unwrap();
        assert_eq!(file(&folder, "/link.txt"), None);
        forget(&folder);
    }

    #[test]
    fn answers_have_their_kind_and_the_headers() {
        let folder = folder("answers");
        let server = Server::http("127.0.0.1:0").unwrap();
        let address = server.server_addr().to_ip().unwrap();
        let served = folder.clone();
        thread::spawn(move || answer(&server, &served));
        let ask_for = |line: &str, header: &str| {
            let mut stream = TcpStream::connect(address).unwrap();
            write!(
                stream,
                "{line} HTTP/1.1\r\nHost: localhost\r\n{header}Connection: close\r\n\r\n"
            )
            .unwrap();
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).unwrap();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        let ask = |line: &str| ask_for(line, "");
        let page = ask("GET /");
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        assert!(
            page.contains("Content-Type: text/html; charset=utf-8\r\n"),
            "{page}"
        );
        assert!(
            page.contains("script-src 'self' 'wasm-unsafe-eval';"),
            "{page}"
        );
        assert!(page.contains("Cache-Control: no-cache\r\n"), "{page}");
        assert!(page.ends_with("<!doctype html>"), "{page}");
        assert!(ask("GET /prescreen/engine.wasm").contains("Content-Type: application/wasm\r\n"));
        let tag = page.lines().find_map(|line| line.strip_prefix("ETag: "));
        let again = ask_for("GET /", &format!("If-None-Match: {}\r\n", tag.unwrap()));
        assert!(
            again.starts_with("HTTP/1.1 304") && again.ends_with("\r\n\r\n"),
            "{again}"
        );
        let packed = ask_for("GET /large.js", "Accept-Encoding: gzip\r\n");
        for header in [
            "Content-Encoding: gzip\r\n",
            "Content-Type: text/javascript; charset=utf-8\r\n",
            "Vary: Accept-Encoding\r\n",
        ] {
            assert!(packed.contains(header), "{packed}");
        }
        let unpacked = ask("GET /large.js");
        assert!(
            unpacked.ends_with(LARGE) && !unpacked.contains("gzip"),
            "{unpacked}"
        );
        let head = ask("HEAD /");
        assert!(
            head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"),
            "{head}"
        );
        assert!(ask("POST /").starts_with("HTTP/1.1 405"));
        let escape = ask("GET /../secret.txt");
        assert!(
            escape.starts_with("HTTP/1.1 404") && !escape.contains("secret"),
            "{escape}"
        );
        forget(&folder);
    }
}
