package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
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

// read is a file, or the standard input.
func (s streams) read(path string) ([]byte, error) {
	if path == standard {
		return io.ReadAll(s.in)
	}
	return os.ReadFile(path)
}

// readJSON reads a file of one value. Errors name the file.
func (s streams) readJSON(path string, into any) error {
	data, err := s.read(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// violation is a [whatsapp.Violation] as it is printed.
type violation struct {
	Field string `json:"field"`
	Rule  string `json:"rule"`
}

// violationsOf are those of an error, none of any other.
func violationsOf(err error) []violation {
	found, _ := errors.AsType[whatsapp.Violations](err)
	var all []violation
	for _, v := range found {
		all = append(all, violation(v))
	}
	return all
}
