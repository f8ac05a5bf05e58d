package rest

import (
	"bytes"
	"io"
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
	// In quotes, whatever the name: the "filename*" of other headers has no place
	// in a form, and a file that is named so may not be taken for one.
	header.Set("Content-Disposition", multipart.FileContentDisposition(f.Field, f.Name))
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
