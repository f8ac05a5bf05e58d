package cloudapi_test

import "iter"

// drain is the error that a list ends with.
func drain[T any](list iter.Seq2[T, error]) error {
	_, err := all(list)
	return err
}

// all is what a list yields, and the error that it ends with.
func all[T any](list iter.Seq2[T, error]) ([]T, error) {
	var items []T
	for item, err := range list {
		if err != nil {
			return items, err
		}
		items = append(items, item)
	}
	return items, nil
}
