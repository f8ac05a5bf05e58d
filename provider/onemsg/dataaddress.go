package onemsg

import (
	"encoding/base64"
	"errors"
	"io"
	"strings"

	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/provider/internal/wire"
)

// withFile gives a request a JSON body of one member, a data address with the
// file: "data:image/png;base64,…". The file is streamed and the length known
// beforehand.
func withFile(r rest.Request, member, mime string, size int64, file io.Reader) rest.Request {
	head := append(wire.AppendString([]byte{'{'}, member), ':')
	head = wire.AppendString(head, "data:"+mime+";base64,")
	head = head[:len(head)-1] // the quote that ends the string
	const tail = `"}`
	r.Stream = io.MultiReader(
		strings.NewReader(string(head)), &base64Reader{from: io.LimitReader(file, size)}, strings.NewReader(tail),
	)
	r.Length = int64(len(head)) + (size+2)/3*4 + int64(len(tail))
	return r
}

// base64Reader encodes what it reads, a few kilobytes at a time.
type base64Reader struct {
	from io.Reader
	in   [3 << 10]byte // a multiple of 3, so that only the end is padded
	out  [4 << 10]byte
	left []byte // of out
	err  error
}

func (r *base64Reader) Read(p []byte) (int, error) {
	if len(r.left) == 0 && r.err == nil {
		var n int
		n, r.err = io.ReadFull(r.from, r.in[:])
		if errors.Is(r.err, io.ErrUnexpectedEOF) {
			r.err = io.EOF
		}
		r.left = base64.StdEncoding.AppendEncode(r.out[:0], r.in[:n])
	}
	if len(r.left) == 0 {
		return 0, r.err
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}
