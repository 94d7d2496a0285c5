from django.urls import path

from peersupport.home import views

urlpatterns = [
    path("home/", views.Home.as_view(), name="home"),
    path("p/<program>/leaving/", views.Leaving.as_view(), name="leaving"),
]
