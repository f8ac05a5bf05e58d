// Wactl looks into WhatsApp callbacks from the command line.
//
//	wactl decode [-provider NAME] [PATH…]
//
// decode reads stored callbacks and prints a line of JSON for each event in
// them. A path is a file or a folder, which is read with all it holds, in the
// order of names; none, or "-", is the standard input.
//
// It exits with 0 when all was read, 1 when something could not be, and 2 when
// it was called wrongly. What is not known is no error: it is printed too.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
