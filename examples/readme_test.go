// Package examples holds the programs beside it to what the project says of
// them.
package examples_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The README's program is one that compiles.
func TestTheREADMEsProgramIsTheMinimalExample(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	_, block, found := strings.Cut(string(readme), "```go\n")
	require.True(t, found)
	block, _, _ = strings.Cut(block, "```")
	program, err := os.ReadFile("minimal/main.go")
	require.NoError(t, err)
	_, code, found := strings.Cut(string(program), "package main\n") // its doc comment stays behind
	require.True(t, found)
	require.Equal(t, "package main\n"+code, block)
}
