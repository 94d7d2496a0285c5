"""The three programs of the demo."""

from peersupport.demo.stories.parents import PARENTS
from peersupport.demo.stories.recovery import RECOVERY
from peersupport.demo.stories.youth import YOUTH

STORIES = (RECOVERY, PARENTS, YOUTH)
