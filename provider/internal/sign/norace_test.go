//go:build !race

package sign_test

const racing = false
