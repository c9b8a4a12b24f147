package upload

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"dealervoice/feedback"
)

// office makes an archive with the named parts.
func archive(t *testing.T, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAFileIsToldByItsBytes(t *testing.T) {
	const sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	for _, c := range []struct {
		about, name, body, want string
	}{
		{"a picture under another name", "a.exe", "\xff\xd8\xff\xe0", "image/jpeg"},
		{"a document", "a.jpg", "%PDF-1.7", "application/pdf"},
		{"a sheet", "a", string(archive(t, "[Content_Types].xml", "xl/workbook.xml")), sheet},
		{"a sheet with a program", "a.xlsx", string(archive(t, "[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin")), ""},
		{"an archive", "a.xlsx", string(archive(t, "xl/workbook.xml")), ""},
		{"an archive that breaks off", "a.xlsx", "PK\x03\x04", ""},
		{"text", "a.html", "第一行\n", "text/plain"},
		{"a table", "A.CSV", "a;b", "text/csv"},
		{"a page", "a.txt", " \n<!doctype html>", ""},
		{"a drawing", "a.png", "<svg/>", ""},
		{"a script", "a.txt", "#!/bin/sh", ""},
		{"a program", "a.txt", "MZ\x00", ""},
		{"nothing", "a.txt", "", ""},
		{"no text", "a.txt", "\xfe\xff", ""},
	} {
		if got := kindOf(c.name, []byte(c.body)); got != c.want {
			t.Errorf("%s is taken for %q, want %q", c.about, got, c.want)
		}
	}
}

func TestAFileKeepsItsOwnNameAndNoMore(t *testing.T) {
	for name, want := range map[string]string{
		`C:\Bilder\店.jpg`: "店.jpg", "../../etc/passwd": "passwd", "": "file", "a\r\nb.txt": "ab.txt", "\u202egpj.exe": "gpj.exe", "..": "file",
	} {
		if got := plainName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
	if got := plainName(strings.Repeat("长", 300) + ".jpg"); len([]rune(got)) > 120 || !strings.HasSuffix(got, ".jpg") {
		t.Errorf("a long name becomes %q", got)
	}
}

func TestAReferenceFollowsFromFormAndContentAndOpensOnlyItsFile(t *testing.T) {
	slip := feedback.Slip{Survey: "s", Unit: "p1"}
	ref := refOf(slip, "a.jpg", []byte("x"))
	if ref != refOf(slip, "a.jpg", []byte("x")) {
		t.Error("the same file twice is two")
	}
	for _, other := range []Ref{
		refOf(feedback.Slip{Survey: "s", Unit: "p2"}, "a.jpg", []byte("x")), refOf(slip, "b.jpg", []byte("x")),
		refOf(slip, "a.jpg", []byte("y")), refOf(feedback.Slip{Survey: "s", Unit: "p1", Drawer: "d"}, "a.jpg", []byte("x")),
	} {
		if other == ref {
			t.Errorf("another file is called %s too", ref)
		}
	}
	sealed, err := seal("s", ref, "file", []byte("content"))
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := unseal("s", ref, "file", sealed); err != nil || string(plain) != "content" {
		t.Errorf("%q, %v", plain, err)
	}
	for _, wrong := range []func() ([]byte, error){
		func() ([]byte, error) { return unseal("t", ref, "file", sealed) },
		func() ([]byte, error) { return unseal("s", ref+"x", "file", sealed) },
		func() ([]byte, error) { return unseal("s", ref, "thumb", sealed) },
	} {
		if _, err := wrong(); err == nil {
			t.Error("it opens by another key")
		}
	}
	if bytes.Contains(sealed, []byte("content")) || idOf("s", ref) == string(ref) {
		t.Error("the table tells what it holds")
	}
}
