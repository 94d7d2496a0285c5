"""How gunicorn runs the site: one synchronous worker per core behind the proxy, which keeps slow clients away."""

import os

from peersupport import logs

wsgi_app = "peersupport.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS") or os.cpu_count() or 1)
timeout = 30
graceful_timeout = 20
# A worker is renewed now and then, so that a leak in some library never grows old.
max_requests = 5000
max_requests_jitter = 500

# Otherwise gunicorn makes a folder in the home of whoever starts it.
control_socket_disable = True

# No access log: it would hold paths and addresses. `peersupport.logs` writes the line of each request.
accesslog = None
logconfig_dict = logs.configuration(plain=os.environ.get("DEBUG") == "1")
