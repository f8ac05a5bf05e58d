package rest

import (
	"encoding/json"
	"strconv"
	"strings"
)

// GraphMedia is what the media endpoint says of a file. It writes the size as a
// string, and its own reference, and some who pass it on, as a number.
type GraphMedia struct {
	URL    string          `json:"url"`
	MIME   string          `json:"mime_type"`
	SHA256 string          `json:"sha256"`
	Size   json.RawMessage `json:"file_size"`
}

// Bytes is the announced size; 0 = not said.
func (m GraphMedia) Bytes() int64 {
	n, err := strconv.ParseInt(strings.Trim(string(m.Size), `"`), 10, 64)
	if err != nil {
		return 0
	}
	return n
}
