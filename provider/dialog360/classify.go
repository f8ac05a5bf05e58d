package dialog360

import "github.com/wainbox/wainbox/whatsapp"

// classify gives the failures of an event a class by the codes that only the
// legacy shape has; the wire knows the Cloud API's.
func classify(e whatsapp.Event) {
	switch e := e.(type) {
	case *whatsapp.Status:
		classifyAll(e.Failures)
	case *whatsapp.Received:
		classifyAll(e.Failures)
	case *whatsapp.Fault:
		classifyOne(&e.Failure)
	}
}

func classifyAll(failures []whatsapp.Failure) {
	for i := range failures {
		classifyOne(&failures[i])
	}
}

func classifyOne(f *whatsapp.Failure) {
	// 0 may stand for a code that could not be read.
	if f.Class == whatsapp.ClassUnknown && f.Code != 0 {
		f.Class = kindOf(f.Code).Class()
	}
}
