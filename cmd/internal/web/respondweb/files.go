package respondweb

// Questions for files: what was sent already, and the control for more.

import (
	"strconv"
	"strings"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// files shows what was uploaded, each with a button that takes it away, and a
// control for more while there may be more.
func (b *builder) files(p *part, e *definition.Element) {
	p.Kind = "file"
	p.Upload = fileBox{Accept: e.Accept, Several: e.Multiple, FileText: b.words.T("respond.file.choose")}
	spot := b.spot(e)
	for i, text := range b.fields[p.Name] {
		list, _ := flat.Uploaded(text).(map[string]any)
		name, content := flat.Text(list["name"]), flat.Text(list["content"])
		if !answer.IsUpload(content) {
			continue
		}
		f := file{Name: name, Field: field{Name: p.Name, Value: text}}
		if b.thumb != nil && strings.HasPrefix(flat.Text(list["type"]), "image/") {
			f.Thumb = b.thumb(strings.TrimPrefix(content, answer.UploadPrefix))
		}
		if !p.Locked {
			f.Remove = spot + "." + strconv.Itoa(i)
		}
		p.Upload.Files = append(p.Upload.Files, f)
	}
	most := 1
	if e.Multiple {
		most = answer.MaxFiles(e)
		p.Upload.FileText = b.words.T("respond.file.several", "Most", most)
	}
	p.Upload.Full = p.Locked || len(p.Upload.Files) >= most
}
