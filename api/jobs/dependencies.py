"""What endpoints that ask for jobs are handed."""

from typing import Annotated

from fastapi import Depends, Request

from api.jobs.client import Jobs


def get_jobs(request: Request) -> Jobs:
    """Return the job client the app was built with."""
    jobs: Jobs = request.app.state.jobs
    return jobs


JobsDep = Annotated[Jobs, Depends(get_jobs)]
