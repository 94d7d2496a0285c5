"""The community: boards and threads, the queue of the team, private places, stories and resources."""

from django.urls import path

from groups.views.community import boards, library, my_stories, shelves, stories, story_desk, writing
from groups.views.community import desk as board_desk

board_urls = [
    path("p/<program>/boards/", boards.Boards.as_view(), name="boards"),
    path("p/<program>/boards/<space>/", boards.Board.as_view(), name="board"),
    path("p/<program>/boards/<space>/name/", boards.BoardName.as_view(), name="board_name"),
    path("p/<program>/boards/<space>/new/", writing.NewThread.as_view(), name="thread_new"),
    path("p/<program>/boards/<space>/presence/", boards.BoardPresence.as_view(), name="board_presence"),
    path("p/<program>/groups/<group>/board/", boards.GroupBoard.as_view(), name="group_board"),
    path("p/<program>/threads/<thread>/", boards.OneThread.as_view(), name="thread"),
    path("p/<program>/posts/<post>/", writing.EditPost.as_view(), name="post_edit"),
    path("p/<program>/posts/<post>/taking-back/", writing.TakeBackPost.as_view(), name="post_taking_back"),
    path("p/<program>/posts/<post>/helpful/", writing.HelpfulPost.as_view(), name="post_helpful"),
    path("p/<program>/posts/<post>/thanks/", writing.PostThanks.as_view(), name="post_thanks"),
    path("desk/<program>/community/", board_desk.DeskCommunity.as_view(), name="desk_community"),
    path("desk/<program>/community/rules/", board_desk.DeskCommunityRules.as_view(), name="desk_community_rules"),
    path("desk/<program>/community/boards/new/", board_desk.DeskBoardNew.as_view(), name="desk_board_new"),
    path("desk/<program>/community/boards/<space>/", board_desk.DeskBoard.as_view(), name="desk_board"),
    path("desk/<program>/community/boards/<space>/away/", board_desk.DeskBoardAway.as_view(), name="desk_board_away"),
]

library_urls = [
    path("p/<program>/library/", library.Library.as_view(), name="library"),
    path("p/<program>/library/<resource>/", library.LibraryPage.as_view(), name="library_page"),
    path("programs/<slug:slug>/library/", library.PublicLibrary.as_view(), name="public_library"),
    path("programs/<slug:slug>/library/<resource>/", library.PublicLibraryPage.as_view(), name="public_library_page"),
    path("desk/<program>/library/", shelves.DeskLibrary.as_view(), name="desk_library"),
    path("desk/<program>/library/new/", shelves.DeskResourceNew.as_view(), name="desk_resource_new"),
    path("desk/<program>/library/<resource>/", shelves.DeskResource.as_view(), name="desk_resource"),
    path("desk/<program>/library/<resource>/state/", shelves.DeskResourceState.as_view(), name="desk_resource_state"),
]

story_urls = [
    path("p/<program>/stories/", stories.Stories.as_view(), name="stories"),
    path("p/<program>/stories/new/", stories.StoryNew.as_view(), name="story_new"),
    path("p/<program>/stories/<story>/", stories.OneStory.as_view(), name="story"),
    path("p/<program>/stories/<story>/words/", stories.StoryEdit.as_view(), name="story_edit"),
    path("p/<program>/stories/<story>/sent/", stories.StorySent.as_view(), name="story_sent"),
    path("p/<program>/stories/<story>/taking-back/", stories.StoryTakingBack.as_view(), name="story_taking_back"),
    path("p/<program>/stories/<story>/readers/", stories.StoryAudiencePage.as_view(), name="story_audience"),
    path("choices/stories/", my_stories.MyStories.as_view(), name="my_stories"),
    path(
        "choices/stories/<story>/taking-back/",
        my_stories.MyStoryTakingBack.as_view(),
        name="my_story_taking_back",
    ),
    path("programs/<slug:slug>/stories/", library.PublicStories.as_view(), name="public_stories"),
    path("programs/<slug:slug>/stories/<story>/", library.PublicStory.as_view(), name="public_story"),
    path("desk/<program>/stories/", story_desk.DeskStories.as_view(), name="desk_stories"),
    path("desk/<program>/stories/<story>/", story_desk.DeskStory.as_view(), name="desk_story"),
]

urlpatterns = board_urls + library_urls + story_urls
