package sqlstore

import "errors"

// sweep drops the pools that nobody asks for any more, and judges others again.
func (k *keeper) sweep() error {
	stale, again := k.store.demands.sweep()
	var errs error
	for _, c := range stale {
		errs = errors.Join(errs, k.retire(c))
	}
	for _, c := range again {
		errs = errors.Join(errs, k.judge(c))
	}
	return errs
}

// judge makes the pool of a combination if that saves queries many looks, and
// drops it if not.
func (k *keeper) judge(c combination) error {
	ds := &k.store.demands
	one, all, err := k.store.reader.members(c, ds.many+1)
	if err != nil {
		return k.store.whenClosed(err)
	}
	ok, least := false, combination{}
	if all <= ds.many && one-all > ds.few {
		ok, least = ds.room(c)
	}
	if !ok {
		if ds.pooled(c) {
			err = k.empty(c)
		}
		if err == nil {
			ds.settle(c, false)
		}
		return err
	}
	if least.name != "" {
		if err := k.retire(least); err != nil {
			return err
		}
	}
	ds.begin(c)
	for f := (&filling{combination: c, rows: ds.rows, more: true}); f.more; {
		if err := k.write(f); err != nil {
			return err
		}
	}
	ds.settle(c, true)
	return nil
}

// retire drops the pool of a combination, which is new when it is asked for again.
func (k *keeper) retire(c combination) error {
	if err := k.empty(c); err != nil {
		return err
	}
	k.store.demands.forget(c)
	return nil
}

// empty drops a pool, in steps between which others write.
func (k *keeper) empty(c combination) error {
	for e := (&emptying{combination: c, more: true}); e.more; {
		if err := k.write(e); err != nil {
			return err
		}
	}
	return nil
}
