//go:build race

package sign_test

// Under the race detector sync.Pool forgets at random, so allocations cannot
// be counted.
const racing = true
