package storetest

import "iter"

// firstOf breaks a list off after n.
func firstOf[T any](k *kit, n int, list iter.Seq2[T, error]) []T {
	k.Helper()
	var some []T
	for one, err := range list {
		if err != nil {
			k.Fatalf("the list ended with %v", err)
		}
		if some = append(some, one); len(some) == n {
			break
		}
	}
	return some
}

// pages puts pages together until one is empty. Each is read after the last
// of those before it.
func pages[T any](k *kit, next func(last *T) []T) []T {
	k.Helper()
	const most = 1000 // a cursor that goes nowhere
	var all []T
	page := next(nil)
	for range most {
		if len(page) == 0 {
			return all
		}
		all = append(all, page...)
		page = next(&all[len(all)-1])
	}
	k.Fatalf("after %d pages there is another", most)
	return nil
}

// ended wants a list whose context ended to yield nothing but an error.
func ended[T any](k *kit, what string, list iter.Seq2[T, error]) {
	k.Helper()
	n := 0
	for _, err := range list {
		if n++; err == nil {
			k.Errorf("%s went on after its context ended", what)
			return
		}
	}
	if n != 1 {
		k.Errorf("%s ended with %d errors", what, n)
	}
}
