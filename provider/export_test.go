package provider

// Pairs is how many pairs are remembered.
func (l *Limiter) Pairs() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.pairs)
}
