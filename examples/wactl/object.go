package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// object prints one object, and returns the exit code given unless that failed.
func (s streams) object(v any, code int) int {
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return s.fail(err)
	}
	return code
}

// fail says what went wrong, joined errors each on a line of its own.
func (s streams) fail(err error) int {
	for text := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintln(s.err, "wactl:", text)
	}
	return exitFailed
}

// wrong says what is wrong with a flag.
func (s streams) wrong(flag, rule string) int {
	fmt.Fprintf(s.err, "wactl: -%s: %s\n", flag, rule)
	return exitUsage
}

// once reports whether the standard input is read once at most: what was read
// is not there again.
func (s streams) once(paths ...string) bool {
	n := 0
	for _, path := range paths {
		if path == standard {
			n++
		}
	}
	if n > 1 {
		fmt.Fprintln(s.err, "wactl: -: the standard input is read once only")
	}
	return n <= 1
}

// read is a file, or the standard input.
func (s streams) read(path string) ([]byte, error) {
	if path == standard {
		return io.ReadAll(s.in)
	}
	return os.ReadFile(path)
}

// readObject reads a file of one JSON object. A member that is not known is an
// error, since one that is misspelt would be passed over. Errors name the file,
// and the member without its value.
func (s streams) readObject(path string, into any) error {
	data, err := s.read(path)
	if err != nil {
		return err
	}
	if err := decodeObject(data, into); err != nil {
		return within(path, err)
	}
	return nil
}

func decodeObject(data []byte, into any) error {
	if !json.Valid(data) {
		return worded(json.Unmarshal(data, &json.RawMessage{}))
	}
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		return errors.New("not a JSON object")
	}
	if err := repeated(json.NewDecoder(bytes.NewReader(data))); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	return worded(d.Decode(into))
}

// repeated returns an error for a member that an object has twice, also in other
// letters: what is decoded would be a mixture of both.
func repeated(d *json.Decoder) error {
	t, err := d.Token()
	if err != nil || t != json.Delim('{') && t != json.Delim('[') {
		return err
	}
	seen := map[string]bool{}
	for d.More() {
		if t == json.Delim('{') {
			name, err := d.Token()
			if err != nil {
				return err
			}
			folded := strings.ToLower(fmt.Sprint(name))
			if seen[folded] {
				return fmt.Errorf("%v: twice in one object", name)
			}
			seen[folded] = true
		}
		if err := repeated(d); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

// worded is an error of reading JSON, which quotes values, without them.
func worded(err error) error {
	if odd, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("not one JSON object, at byte %d", odd.Offset)
	}
	if odd, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		embedded := func(name string) bool { return name != strings.ToLower(name) } // which no file has
		return fmt.Errorf("%s: a value of another type", strings.Join(slices.DeleteFunc(strings.Split(odd.Field, "."), embedded), "."))
	}
	return err
}

// atRule is what instant reads.
const atRule = "a time, as 2026-11-03T09:30:00Z, from 1970 to 9998"

// instant reads a moment of the years in which all that follows from one can be
// written.
func instant(text string) (time.Time, bool) {
	t, err := time.Parse(time.RFC3339, text)
	return t, err == nil && t.Unix() > 0 && t.UTC().Year() < 9999
}

// within puts the file before each of the errors that are joined.
func within(file string, err error) error {
	many, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return fmt.Errorf("%s: %w", file, err)
	}
	all := make([]error, 0, len(many.Unwrap()))
	for _, one := range many.Unwrap() {
		all = append(all, fmt.Errorf("%s: %w", file, one))
	}
	return errors.Join(all...)
}
