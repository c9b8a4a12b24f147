// Package picture takes out of a picture whatever is not the picture: where and
// when it was taken, with what, by whom (EXIF, XMP, IPTC, comments, whatever
// hangs on behind its end). The image data stay as they are, byte for byte;
// only which way is up is kept of what was said about it.
//
// It also makes a small copy to be shown. What it is not: no editor, no
// converter, and no judge of what a picture shows. It knows no files and no
// HTTP: bytes in, bytes out.
//
// Decisions:
//   - A picture is told by its bytes, never by its name or the type it came with.
//   - Kinds whose metadata cannot be taken out surely (HEIC, TIFF, SVG) are none.
//   - Lists of what stays, not of what goes: what is not known goes.
//   - Pictures too large to be opened without risk keep no small copy.
//
// Third-party: golang.org/x/image/draw scales without ragged edges, which the
// standard library does not.
package picture
