"""The platform's contract with an application: eight clauses, to one of which every rule and every check belongs."""

from __future__ import annotations

from dataclasses import dataclass

_GUIDE = "https://docs.aws.amazon.com/apprunner/latest/dg/"


@dataclass(frozen=True, slots=True)
class Clause:
    """One promise that the platform makes, or one that it demands.

    `expects` is the clause in one line; `explanation` says what it means for an application, for a person who meets
    it for the first time; `source` is the page of the AWS developer guide that it rests on.
    """

    id: str
    title: str
    expects: str
    explanation: str
    source: str


CLAUSES: tuple[Clause, ...] = (
    Clause(
        id="framework",
        title="Any web application",
        expects="any image that implements a web application, in any language; managed runtimes build from source",
        explanation=(
            "App Runner runs every linux/amd64 image that holds a web application and says what starts. It does not "
            "care for the language, the web server or the framework. A service made from source code is built by a "
            "managed runtime as apprunner.yaml says, and a runtime past its end of support takes no new services."
        ),
        source=_GUIDE + "develop.html",
    ),
    Clause(
        id="web-requests",
        title="Plain HTTP on PORT",
        expects="plain HTTP on `PORT` (default 8080) on every interface; HTTPS ends before the instance",
        explanation=(
            "The platform sends HTTP/1.0 and HTTP/1.1 requests to one port of the instance, and tells its number in "
            "`PORT`. A server that listens on another port, or on loopback only, is never reached. HTTPS ends at the "
            "platform's edge, which also sends plain HTTP from outside to HTTPS: an application that speaks TLS itself, "
            "or redirects to HTTPS without trusting X-Forwarded-Proto, cannot be used."
        ),
        source=_GUIDE + "develop.html",
    ),
    Clause(
        id="stateless",
        title="No state beyond one request",
        expects="no state survives beyond one request",
        explanation=(
            "Instances are added, replaced and removed at any time, and no request is bound to the instance that "
            "answered the one before. What a request leaves in the memory of the process (a dictionary, a session, a "
            "cache, a job) may be gone at the next, or be another instance's. State that matters belongs in a database, "
            "a cache server or the client."
        ),
        source=_GUIDE + "develop.html",
    ),
    Clause(
        id="storage",
        title="Ephemeral files",
        expects="the file system is ephemeral, 3 GB with the image; a file may be gone at the next request, or still there",
        explanation=(
            "Every instance has a writable file system of its own that ends with it. There are no volumes. A file may "
            "serve as a cache if the application copes with its absence; anything meant to last belongs in S3 or a "
            "database. The image, compressed and unpacked, takes its share of the 3 GB."
        ),
        source=_GUIDE + "develop.html",
    ),
    Clause(
        id="environment",
        title="Configuration by variables and secrets",
        expects="`PORT` is given and reserved; other configuration comes as variables and secrets",
        explanation=(
            "The platform sets `PORT` and refuses a service that sets it itself. Everything else that differs between "
            "deployments (addresses of databases, keys, switches) comes as environment variables, or as references to "
            "Secrets Manager and SSM parameters. Nothing else runs on the instance: a service expected on localhost is "
            "not there, and a secret baked into the image is readable by everyone who can pull it."
        ),
        source=_GUIDE + "env-variable.html",
    ),
    Clause(
        id="instance-role",
        title="AWS calls by the instance role",
        expects="AWS calls use the instance role, which allows every action that the code needs",
        explanation=(
            "The application calls AWS with the credentials of its instance role, which the SDK's default chain finds "
            "by itself. Static keys, profiles and the EC2 metadata address do not belong in it. The role, trusted by "
            "tasks.apprunner.amazonaws.com, has to allow each action that the code calls; it is not the access role, "
            "which only pulls the image."
        ),
        source=_GUIDE + "security_iam_service-with-iam.html",
    ),
    Clause(
        id="temp-files",
        title="Temporary files are deleted",
        expects="files made while serving are deleted soon",
        explanation=(
            "Files that requests leave behind add up for as long as the instance lives and use up the storage that it "
            "has. A temporary file or directory has to be released on every path out of the request, exceptions "
            "included."
        ),
        source=_GUIDE + "develop.html",
    ),
    Clause(
        id="lifecycle",
        title="Starts, answers and stops in time",
        expects=(
            "starts within 5 minutes, passes its health check, answers within 120 s, idle CPU is throttled, may stop "
            "at any time"
        ),
        explanation=(
            "A new instance has to listen and pass its health check within 5 minutes, or the deployment is rolled back. "
            "A request may take 120 seconds in all. Between requests the CPU is throttled, so work in the background "
            "stalls. Instances are replaced for deployments, scaling and maintenance at any time; one that ends well on "
            "the stop signal loses no request."
        ),
        source=_GUIDE + "manage-configure-healthcheck.html",
    ),
)

_BY_ID = {clause.id: clause for clause in CLAUSES}


def clause(id: str) -> Clause | None:
    """The clause of this id, or None."""
    return _BY_ID.get(id)
