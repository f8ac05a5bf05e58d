// Wactl is the command line beside an inbox: it looks into callbacks, templates,
// windows and profiles, and tries out a provider's account.
//
//	wactl decode [-provider NAME] [PATH…]
//	wactl doctor [-provider NAME] [-callback URL]
//	wactl send [-provider NAME] -to PHONE [-template NAME | -media KIND -link URL] [TEXT]
//	wactl template lint [-json] FILE…
//	wactl template fill [-provider NAME] [-name N] [-language L] [-values FILE] FILE
//	wactl template insert [-values FILE] [-read FILE] [-provider NAME] [-name N] [-language L] FILE
//	wactl window -events FILE -at TIME [-template CATEGORY] [-to PHONE | -country CC] [-used N] [-zone NAME] [-margin D]
//		[-lead D] [-card FILE]
//	wactl profile check [-at TIME] FILE
//	wactl capabilities
//	wactl route [-summary] [-explain] [-svg FILE] SCENARIO.json
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
// template reads templates as any of the providers writes them, one or a list in a
// file. lint says before they are submitted what the review refuses (refused),
// may refuse (risky), or lets through although it could be better (advice), each
// with its rule and the page that has it. fill prints what a provider is sent and
// what the customer reads, or every problem of the values; "wactl template fill -h"
// shows the form of the values. The sentence of an authentication is the
// platform's: where the file does not have it, the code stands alone. insert prints
// the text that an agent's editor shows, and with -read what an edited one fills,
// or where it was edited.
//
// window folds a customer's events up to a moment, and says until when the window
// is open, what may be sent, which category is charged and by which rule. Prices
// are those of the card given, and otherwise not known.
//
// profile check holds a profile, as a file of its own or in the platform's answer,
// against the platform's limits and prints what customers see, and, of a file that
// has "facts", what the business lacks to become an official business account.
//
// template, window, profile and route ask no provider and no clock: the same files print
// the same.
//
// route runs a scenario of agents and chats on a virtual clock, through the code
// that routes chats, and prints a line of JSON for everything that happens; times
// are in seconds, and "wactl route -h" shows the form of a scenario. -explain says
// before each decision what led to it, -summary prints waiting times and shares
// instead of the lines, and -svg draws the scenario beside what the other modes would
// have made of it.
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
