package rest

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
)

// File is a file in a form.
type File struct {
	Field string // name of the form's field
	Name  string
	MIME  string
	Bytes int64
	Body  io.Reader
}

// Form makes a request's body of plain fields and one file, which is streamed:
// the length is known beforehand and nothing of the file is held in memory.
func (r Request) Form(fields [][2]string, f File) Request {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, field := range fields {
		_ = w.WriteField(field[0], field[1]) // to memory
	}
	header := textproto.MIMEHeader{}
	header.Set("Content-Disposition", fmt.Sprintf("form-data; %s", dispositionOf(f)))
	header.Set("Content-Type", f.MIME)
	_, _ = w.CreatePart(header)
	head := b.Len()
	_ = w.Close()
	all := b.Bytes()
	r.ContentType = w.FormDataContentType()
	r.Stream = io.MultiReader(bytes.NewReader(all[:head]), io.LimitReader(f.Body, f.Bytes), bytes.NewReader(all[head:]))
	r.Length = int64(len(all)) + f.Bytes
	return r
}

// dispositionOf quotes names as browsers do, so that no name can end the
// header.
func dispositionOf(f File) string {
	s := mime.FormatMediaType("x", map[string]string{"name": f.Field, "filename": f.Name})
	const prefix = "x; "
	if len(s) <= len(prefix) {
		return `filename="file"; name="` + f.Field + `"`
	}
	return s[len(prefix):]
}
