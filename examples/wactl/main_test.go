package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wactl runs the program and returns what it wrote.
func wactl(in io.Reader, args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = run(args, func(string) string { return "" }, in, &o, &e)
	return code, o.String(), e.String()
}

func TestDecodeFolder(t *testing.T) {
	t.Parallel()
	want, err := os.ReadFile(filepath.Join("testdata", "golden.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	code, out, errs := wactl(nil, "decode", "-provider", "cloudapi", filepath.Join("testdata", "callbacks"))
	if code != 0 || errs != "" {
		t.Errorf("exit code %d, %s", code, errs)
	}
	if out = filepath.ToSlash(out); out != string(want) {
		t.Errorf("got\n%s\nwant\n%s", out, want)
	}
}

func TestDecode(t *testing.T) {
	t.Parallel()
	const text = `{"entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":[{"id":"wamid.X"}]}}]}]}`
	const line = `{"file":"-","kind":"received","id":"wamid.X","waba":"1"}` + "\n"
	odd := filepath.ToSlash(filepath.Join("testdata", "odd.json"))
	tests := []struct {
		name, in string
		args     []string
		code     int
		out, err string // err is a part
	}{
		{name: "standard input", in: text, args: []string{"decode"}, out: line},
		{name: "standard input by name", in: text, args: []string{"decode", "-provider=cloudapi", "-"}, out: line},
		{
			name: "odd item", args: []string{"decode", odd}, code: 1,
			out: `{"file":"` + odd + `","kind":"received","id":"wamid.T0E=","type":"text","waba":"1055550199000001","text":"kept"}` + "\n" +
				`{"file":"` + odd + `","kind":"unreadable","error":"entry[0].changes[0].value.messages[1]: not an object"}` + "\n",
		},
		{
			name: "not a callback", in: "hello", args: []string{"decode", "-"}, code: 1,
			out: `{"file":"-","kind":"unreadable","error":"not valid JSON"}` + "\n",
		},
		{name: "missing file", in: text, args: []string{"decode", "testdata/missing.json", "-"}, code: 1, out: line, err: "missing.json"},
		{name: "unknown provider", args: []string{"decode", "-provider", "carrier-pigeon"}, code: 2, err: "carrier-pigeon"},
		{name: "standard input twice", in: text, args: []string{"decode", "-", "-"}, code: 2, err: "standard input"},
		{name: "unknown flag", args: []string{"decode", "-x"}, code: 2, err: "-x"},
		{name: "unknown command", args: []string{"encode"}, code: 2, err: "encode"},
		{name: "no command", code: 2, err: "usage"},
		{name: "help of a command", args: []string{"decode", "-h"}, err: "usage"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			code, out, errs := wactl(strings.NewReader(tt.in), tt.args...)
			if code != tt.code || out != tt.out || !strings.Contains(errs, tt.err) || (tt.err == "") != (errs == "") {
				t.Errorf("exit code %d, want %d\n%s\nwant\n%s\nerrors %q, want %q", code, tt.code, out, tt.out, errs, tt.err)
			}
		})
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	code, out, errs := wactl(nil, "help")
	if code != 0 || !strings.Contains(out, "decode") || errs != "" {
		t.Errorf("exit code %d, %s%s", code, out, errs)
	}
}

// TestFullDisk: lines that could not be written are an error.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	var errs bytes.Buffer
	code := run([]string{"decode", "testdata/callbacks"}, os.Getenv, nil, full{}, &errs)
	if code != 1 || !strings.Contains(errs.String(), "full") {
		t.Errorf("exit code %d, %s", code, errs.String())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }
