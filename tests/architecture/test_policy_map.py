"""The page that maps the policy to tests has every row, and can be written anew from itself."""

from tests import policy_map
from tests.rows import ROWS


def test_every_row_is_on_the_page_with_its_sentence_and_feature() -> None:
    told = policy_map.read()
    assert set(told) == set(ROWS)
    assert all(said and feature for said, feature in told.values())
    assert policy_map.rows_told(policy_map.write(told)) == told
