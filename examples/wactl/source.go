package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// standard is the path of the standard input.
const standard = "-"

// visit calls use with each file at a path, or in the folder at it, and failed
// with each that cannot be read. It goes on after either.
func visit(path string, in io.Reader, use func(file string, body []byte), failed func(error)) {
	if path == standard {
		body, err := io.ReadAll(in)
		if err != nil {
			failed(err)
			return
		}
		use(path, body)
		return
	}
	// WalkDir goes by name, and calls back for the path itself when that is a
	// file. What is neither file nor folder in a folder is left alone: a pipe
	// would be waited for.
	_ = filepath.WalkDir(path, func(file string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			failed(err)
			return nil
		case e.IsDir() || file != path && !e.Type().IsRegular():
			return nil
		}
		body, err := os.ReadFile(file)
		if err != nil {
			failed(err)
			return nil
		}
		use(file, body)
		return nil
	})
}
