package spreadsheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"dealervoice/cmd/internal/spreadsheet"
	"dealervoice/survey/fault"
)

const roster = "经销商编码,经销商名称,大区\nD1,苏州恒达商贸,华东\nD2,无锡兴隆,华东\n"

func encoded(t *testing.T, e encoding.Encoding, text string) []byte {
	t.Helper()
	out, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTheEncodingIsTold(t *testing.T) {
	traditional := "經銷商編碼,經銷商名稱,大區\nD1,蘇州恆達商貿有限公司,華東\nD2,無錫興隆貿易行,華東\n"
	for name, c := range map[string]struct {
		raw  []byte
		kind spreadsheet.Kind
		want string
	}{
		"UTF-8":               {[]byte(roster), spreadsheet.UTF8, roster},
		"UTF-8 with mark":     {[]byte("\xEF\xBB\xBF" + roster), spreadsheet.UTF8, roster},
		"GBK":                 {encoded(t, simplifiedchinese.GBK, roster), spreadsheet.GB18030, roster},
		"GB18030, four bytes": {encoded(t, simplifiedchinese.GB18030, roster+"D3,𠮷野家,华南\n"), spreadsheet.GB18030, roster + "D3,𠮷野家,华南\n"},
		"Big5":                {encoded(t, traditionalchinese.Big5, traditional), spreadsheet.Big5, traditional},
		"UTF-16LE with mark":  {encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), roster), spreadsheet.UTF16, roster},
		"UTF-16BE with mark":  {encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), roster), spreadsheet.UTF16, roster},
		"UTF-16LE":            {encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "code,name,region\nD1,苏州,x\n"), spreadsheet.UTF16, "code,name,region\nD1,苏州,x\n"},
		"line ends":           {[]byte("a\r\nb\rc"), spreadsheet.UTF8, "a\nb\nc"},
		"nothing":             {nil, spreadsheet.UTF8, ""},
	} {
		got, err := spreadsheet.Read(c.raw, spreadsheet.Options{})
		if err != nil || got.Kind != c.kind || got.Text != c.want {
			t.Errorf("%s: %s %q, %v", name, got.Kind, got.Text, err)
		}
	}
}

// book makes a workbook.
func book(t *testing.T, build func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := build(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func rows(f *excelize.File, sheet string, list ...[]any) error {
	for i, row := range list {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := f.SetSheetRow(sheet, at, &row); err != nil {
			return err
		}
	}
	return nil
}

func TestAWorkbookIsRead(t *testing.T) {
	on := func(header string) bool { return header == "生效日期" }
	raw := book(t, func(f *excelize.File) error {
		if err := rows(f, "Sheet1", []any{"编码", "名称", "生效日期", "电话"}, []any{"D1", "苏州\n恒达", 46349, "013800000000"}, nil,
			[]any{"D2", "#REF!", "2026-01-02", 123456789012345000.0, ""}, []any{"D3", "a,\"b\"", 46349.75}); err != nil {
			return err
		}
		if _, err := f.NewSheet("另一张"); err != nil {
			return err
		}
		if _, err := f.NewSheet("hidden"); err != nil {
			return err
		}
		return f.SetSheetVisible("hidden", false)
	})
	got, err := spreadsheet.Read(raw, spreadsheet.Options{Day: on})
	want := "编码,名称,生效日期,电话\nD1,苏州 恒达,2026-11-23,013800000000\n,,,\nD2,#REF!,2026-01-02,123456789012345000\nD3,\"a,\"\"b\"\"\",2026-11-23,\n"
	if err != nil || got.Text != want || got.Kind != spreadsheet.XLSX || got.Sheet != "Sheet1" || strings.Join(got.Further, " ") != "另一张" {
		t.Errorf("%+v, %v", got, err)
	}
	if len(got.Broken) != 1 || got.Broken[0] != (spreadsheet.Cell{Line: 4, Column: "B", Text: "#REF!"}) || len(got.Rounded) != 1 || got.Rounded[0].Column != "D" {
		t.Errorf("broken %v, rounded %v", got.Broken, got.Rounded)
	}

	raw = book(t, func(f *excelize.File) error {
		late := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &late}); err != nil {
			return err
		}
		return rows(f, "Sheet1", []any{"生效日期"}, []any{44887})
	})
	if got, err := spreadsheet.Read(raw, spreadsheet.Options{Day: on}); err != nil || got.Text != "生效日期\n2026-11-23\n" {
		t.Errorf("from 1904: %q, %v", got.Text, err)
	}
}

func zipped(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb is a small zip that says that it is large inside.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	_, err := w.Create("xl/workbook.xml")
	_, err2 := w.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, UncompressedSize64: 10 << 30})
	if err := errors.Join(err, err2, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatCannotBeReadIsRefusedWithItsReason(t *testing.T) {
	good := book(t, func(f *excelize.File) error { return rows(f, "Sheet1", []any{"a"}) })
	far := book(t, func(f *excelize.File) error {
		if err := rows(f, "Sheet1", []any{"a"}); err != nil {
			return err
		}
		return f.SetCellValue("Sheet1", "A1048576", "x")
	})
	wide := book(t, func(f *excelize.File) error { return f.SetCellValue("Sheet1", "XFD1", "x") })
	for name, c := range map[string]struct {
		raw []byte
		key string
	}{
		"the old format, or a password": {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"), "sheet.old_or_locked"},
		"macros":                        {zipped(t, map[string][]byte{"xl/workbook.xml": nil, "xl/vbaProject.bin": nil}), "sheet.macros"},
		"another zip":                   {zipped(t, map[string][]byte{"a.txt": []byte("x")}), "sheet.unreadable"},
		"a bomb":                        {bomb(t), "sheet.too_large_inside"},
		"cut off":                       {good[:len(good)/2], "sheet.unreadable"},
		"broken XML":                    {zipped(t, map[string][]byte{"xl/workbook.xml": []byte("<workbook><sheets>"), "[Content_Types].xml": []byte("<")}), "sheet.unreadable"},
		"a cell in the last row":        {far, "sheet.too_many_cells"},
		"a cell in the last column":     {wide, "sheet.too_many_cells"},
		"no text":                       {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\x80\x81"), "sheet.unreadable"},
		"a NUL":                         {[]byte("a,b\nc\x00,d\n"), "sheet.nul"},
		"far too large":                 {make([]byte, spreadsheet.MaxBytes+1), "sheet.too_large"},
	} {
		_, err := spreadsheet.Read(c.raw, spreadsheet.Options{})
		f := fault.From(err)
		if f == nil || f.Kind != fault.KindInvalid || len(f.Fields) != 1 || f.Fields[0].Path != "file" || f.Fields[0].Key != c.key {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(roster))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("\xFF\xFEa\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := spreadsheet.Read(raw, spreadsheet.Options{})
		if err == nil && (strings.ContainsAny(got.Text, "\x00\r") || strings.ContainsRune(got.Text, '\uFFFD') && !bytes.Contains(raw, []byte("\uFFFD"))) {
			t.Errorf("%q read as %s %q", raw, got.Kind, got.Text)
		}
	})
}
