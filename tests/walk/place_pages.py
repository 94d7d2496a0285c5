"""Pages of a place that is kept for somebody."""

import datetime

from django.utils import timezone

from groups.models import Group, PlaceOffer
from groups.services.memberships import join_waiting_list
from programs.models import Participation, Program, Role


class PlacePages:
    def __init__(self, program: Program, group: Group, page):
        self.id, self.page = program.public_id, page
        people = Participation.objects.live().in_role(Role.PARTICIPANT).filter(program=program)
        who = people.exclude(memberships__group=group).order_by("pk").first()
        self.membership = join_waiting_list(group, participation=who, by=None)
        self.offer = PlaceOffer.objects.create(
            program=program, group=group, membership=self.membership,
            expires_at=timezone.now() + datetime.timedelta(days=2),
        )  # fmt: skip

    def of_persons(self):
        offer = self.page("place_offer", self.id, self.offer.public_id)
        member = self.membership.group.memberships.current().members().select_related("participation__person").first()
        yield member.participation.person, [self.page("group_rules", self.id, self.membership.group.public_id)]
        yield self.membership.participation.person, [offer, self.page("my_meetings", query="?kept=1")]
