package respondweb_test

// Files with a form, without JavaScript.

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback/upload"
)

const withPhoto = `{"title":{"default":"P","zh-cn":"照片"},"pages":[
	{"name":"a","elements":[
		{"type":"file","name":"photo","title":"Photo","isRequired":true,"acceptedTypes":"image/*","maxSize":600000},
		{"type":"file","name":"papers","title":"Papers","allowMultiple":true,"maxFiles":2},
		{"type":"text","name":"who","title":"Who","isRequired":true}]},
	{"name":"b","elements":[{"type":"text","name":"end","title":"End"}]}]}`

// taken is where the photo was taken, which nobody is to read.
const taken = "N31.2304E121.4737"

// shot is a photo of some size that says where it was taken.
func shot(t *testing.T, side int) []byte {
	t.Helper()
	m, r := image.NewGray(image.Rect(0, 0, side, side)), rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = byte(r.Uint32())
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	said := "Exif\x00\x00II\x2a\x00\x08\x00\x00\x00\x00\x00" + taken
	head := append([]byte{0xFF, 0xD8, 0xFF, 0xE1, 0, byte(len(said) + 2)}, said...)
	return append(head, b.Bytes()[2:]...)
}

func TestAPhotoIsKeptWithTheAnswerWithoutWhereItWasTaken(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "photo", withPhoto)
		c := visitor(a)
		p := c.Get("/s/photo")
		p.Expect(apptest.Attr("form", "enctype", "multipart/form-data"), apptest.Attr("input[name=photo]", "accept", "image/*"))
		p = form(p).Attach("photo", apptest.File{Name: `C:\Bilder\店 门.jpg`, Content: shot(t, 300)}).Press(next)
		p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Count(".summary li", 1), apptest.Says(".files", "店 门.jpg"), apptest.None("input[type=file][name=photo]"))
		thumb := p.Find(".files img").AttrOr("src", "")
		small := c.Get(thumb)
		small.Expect(apptest.Status(200))
		if m, err := jpeg.Decode(strings.NewReader(small.Body)); err != nil || m.Bounds().Dx() != 240 {
			t.Errorf("the small picture: %v", err)
		}
		if strings.Contains(small.Body, taken) {
			t.Error("the small picture says where it was taken")
		}

		p = form(p).Set("who", "王").Press(next)
		p.Expect(apptest.Status(200), apptest.None("form[enctype]"))
		p = form(p).Press(back)
		p.Expect(apptest.Says(".files", "店 门.jpg"))
		sent := form(form(p).Press(next))
		last := sent.Request(submit)
		sent.Press(submit).Expect(apptest.At("/s/photo/done"))
		c.Send(last).Expect(apptest.Status(303)) // sent again: the same receipt

		r, data := sole(t, a, survey)
		file := r.Data["photo"].([]any)[0].(map[string]any)
		if file["name"] != "店 门.jpg" || file["type"] != "image/jpeg" {
			t.Errorf("stored %s", data)
		}
		ref := strings.TrimPrefix(file["content"].(string), "upload:")
		kind, body, err := a.Uploads.Open(context.Background(), survey.Survey.ID, upload.Ref(ref))
		if err != nil || kind != "image/jpeg" || strings.Contains(string(body), taken) {
			t.Errorf("the file: %s, %v", kind, err)
		}
		if m, err := jpeg.Decode(bytes.NewReader(body)); err != nil || m.Bounds().Dx() != 300 {
			t.Errorf("the photo: %v", err)
		}
		c.Get(thumb).Expect(apptest.Status(404)) // it is for staff now
		if n := count(t, a, "uploads WHERE owner <> '' OR day <> ''"); n != 0 {
			t.Errorf("%d files tell when or by which form they were sent", n)
		}

		stranger := form(visitor(a).Get("/s/photo")).Set("who", "x").Press(next)
		stranger.Expect(apptest.Status(422))
		body1 := "photo=upload:" + ref + "%3Bimage/jpeg%3Bx.jpg&who=x&_go=submit&_page=2&_end=1&_sid=" + stranger.Find("[name=_sid]").AttrOr("value", "")
		raw(visitor(a), "/s/photo", body1).Expect(apptest.Status(422), apptest.Says(".summary", "重新选择"))
		sole(t, a, survey)
		calm(t, a)
	})
}

func TestAFileThatCannotBeTakenIsSaidAtItsQuestion(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "photo", withPhoto)
		for _, c := range []struct {
			about, field, name, content, says string
		}{
			{"too large for the question", "photo", "a.jpg", string(shot(t, 1100)), "最多 585 KB"},
			{"a page that calls itself a picture", "photo", "a.jpg", "<!doctype html><script>alert(1)</script>", "不接受这种文件"},
			{"a drawing with scripts", "photo", "a.svg", `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`, "不接受这种文件"},
			{"a picture that breaks off", "photo", "a.jpg", string(shot(t, 300))[:900], "不接受这种文件"},
			{"a document where a picture belongs", "photo", "a.pdf", "%PDF-1.7\n", "不接受这种文件"},
			{"a program", "papers", "a.exe", "MZ\x90\x00\x03", "不接受这种文件"},
			{"an archive", "papers", "a.zip", "PK\x03\x04\x14\x00", "不接受这种文件"},
		} {
			t.Run(c.about, func(t *testing.T) {
				p := visitor(a).Get("/s/photo")
				p = form(p).Set("who", "王").Attach(c.field, apptest.File{Name: c.name, Content: []byte(c.content)}).Press(next)
				p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".summary", c.says), apptest.None(".files"), apptest.Holds("who", "王"))
			})
		}
		if n := count(t, a, "uploads"); n != 1 { // the PDF waits, unused
			t.Errorf("%d files were kept", n)
		}
		p := visitor(a).Get("/s/photo")
		for range 2 {
			p = form(p).Set("who", "王").Attach("papers", apptest.File{Name: "送货单.txt", Content: []byte("第一行")}).Press(next)
		}
		p.Expect(apptest.Count(".files li", 1)) // the same file twice is one
		p = form(p).Attach("papers", apptest.File{Name: "2.txt", Content: []byte("zwei")}).Press(next)
		p.Expect(apptest.Count(".files li", 2), apptest.None("input[type=file][name=papers]"))
		p = form(p).Press(".files li:first-child button")
		p.Expect(apptest.Status(200), apptest.Count(".files li", 1), apptest.Says(".files", "2.txt"), apptest.Has("input[type=file][name=papers]"))
		p = form(p).Attach("photo", apptest.File{Name: "a.jpg", Content: shot(t, 50)}).Press(next)
		form(p).Press(submit).Expect(apptest.At("/s/photo/done"))
		if _, data := sole(t, a, survey); !strings.Contains(data, `"name":"2.txt"`) || strings.Contains(data, "送货单") {
			t.Errorf("stored %s", data)
		}
		if n := count(t, a, "uploads WHERE owner <> ''"); n != 1 {
			t.Errorf("%d files wait, want that of the first visitor", n)
		}
		calm(t, a)
	})
}

func TestAFormWithFilesIsReadWithinItsLimit(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "photo", withPhoto)
		publish(t, a, "small", small)
		big := apptest.File{Name: "a.bin", Content: bytes.Repeat([]byte{0}, 25<<20)}
		r := form(visitor(a).Get("/s/photo")).Attach("photo", big).Request(next)
		visitor(a).Send(r).Expect(apptest.Status(http.StatusRequestEntityTooLarge))
		r.Path = "/s/small" // no files are asked for there
		r.Body = r.Body[:1<<20]
		visitor(a).Send(r).Expect(apptest.Status(http.StatusRequestEntityTooLarge))
		long := form(visitor(a).Get("/s/photo")).Set("who", strings.Repeat("长", 200<<10)).Request(next)
		visitor(a).Send(long).Expect(apptest.Status(http.StatusRequestEntityTooLarge))
		calm(t, a)
	})
}
