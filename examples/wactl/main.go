// Wactl is the command line beside an inbox: it looks into callbacks and tries
// out a provider's account.
//
//	wactl decode [-provider NAME] [PATH…]
//	wactl doctor [-provider NAME] [-callback URL]
//	wactl send [-provider NAME] -to PHONE [-template NAME | -media KIND -link URL] [TEXT]
//	wactl capabilities
//
// The provider is cloudapi, dialog360, twilio or onemsg.
//
// decode reads stored callbacks and prints a line of JSON for each event in
// them. A path is a file or a folder, which is read with all it holds, in the
// order of names; none, or "-", is the standard input. Twilio's callbacks are
// forms. What is not known is no error: it is printed too.
//
// doctor asks a live account whether the token, the number, the subscription,
// the webhook, the callback address and the templates are as they should be,
// and says what to do about each that is not. send sends one message to try.
// Both take the account from environment variables; "wactl doctor -h" lists
// them.
//
// capabilities prints, as Markdown, what can be sent and done with each
// provider.
//
// It exits with 0 when all went well, 1 when something failed, and 2 when it was
// called wrongly.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}
