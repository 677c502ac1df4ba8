"""The short one of the damage runs; `make fuzz` is the long one."""

import damage


def test_a_damaged_study_is_refused_in_a_sentence_or_read_rightly(tmp_path):
    base = damage.make_base(tmp_path / "base")
    _, wrong = damage.run(base, tmp_path, cases=16)
    assert not any(wrong.values()), wrong
