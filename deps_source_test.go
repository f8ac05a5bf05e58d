package wainbox_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strconv"
	"strings"
)

// source is what the rules know of a Go file.
type source struct {
	path     string // from the repository's root, with slashes
	lines    int
	imports  []string
	selected []selected
	goLines  []int
	hasInit  bool
}

// selected is a use of another package's name.
type selected struct {
	pkg, name string
	line      int
}

func (f source) folder() string { return path.Dir(f.path) }

func (f source) test() bool { return strings.HasSuffix(f.path, "_test.go") }

// pure is false for test files: a test may read a fixture or a clock.
func (f source) pure() bool {
	_, r, _ := place(f.folder())
	return r.pure && !f.test() && !within(f.folder(), suites)
}

// parse reads a file. A package is known by its import's local name, as far as
// one file tells it; a variable that shadows a package is taken for it.
func parse(name, text string) (source, error) {
	f := source{path: name, lines: strings.Count(text, "\n")}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
	if err != nil {
		return f, fmt.Errorf("reading the imports of a file: %w", err)
	}
	local := map[string]string{}
	for _, spec := range tree.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return f, fmt.Errorf("%s: reading an import: %w", name, err)
		}
		f.imports = append(f.imports, imported)
		if spec.Name != nil {
			local[spec.Name.Name] = imported
		} else {
			local[path.Base(strings.TrimSuffix(imported, "/v2"))] = imported
		}
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			f.goLines = append(f.goLines, fset.Position(n.Pos()).Line)
		case *ast.FuncDecl:
			f.hasInit = f.hasInit || n.Recv == nil && n.Name.Name == "init"
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && local[x.Name] != "" {
				f.selected = append(f.selected, selected{local[x.Name], n.Sel.Name, fset.Position(n.Pos()).Line})
			}
		}
		return true
	})
	return f, nil
}

// isStd is true for the standard library, whose paths have no dot in their
// first part.
func isStd(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".")
}

func isOurs(imported string) bool {
	_, ours := ourFolder(imported)
	return ours
}

// within is true for a path that is one of roots or lies below one.
func within(name string, roots []string) bool {
	for _, root := range roots {
		if name == root || strings.HasPrefix(name, root+"/") {
			return true
		}
	}
	return false
}
