// Package press keeps a page that is the same for everybody but for a few
// places, so that showing it costs neither a template nor a compressor.
//
// A page is rendered once with marks in it (Marks) and cut at them (Cut) into
// fixed pieces, slots and groups. A slot is filled with a text at each request;
// the parts of a group are shown in an order that each request chooses. Every
// fixed piece is compressed once, on its own, and ends at a byte boundary, so
// that pieces in any order, with stored blocks between them, are one valid gzip
// member (RFC 1951 3.2.4, RFC 1952): only the checksum is computed per request.
//
// It knows nothing of surveys. What goes into a slot must be safe where it
// stands: press escapes nothing, so slots take texts of a fixed alphabet.
package press
