"""What the environment tells the application, typed; the only place that reads os.environ."""

import os
from functools import cache


def _required(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"{name} is not set: the template gives it to every function")
    return value


def is_deployed() -> bool:
    """Whether this is a function of the cloud, not a tool or a test that looks at the product."""
    return "AWS_LAMBDA_FUNCTION_NAME" in os.environ


def table_name() -> str:
    return _required("TABLE_NAME")


def bucket_name() -> str:
    return _required("BUCKET_NAME")


def tenant_role_arn() -> str:
    return _required("TENANT_ROLE_ARN")


def bus_name() -> str:
    return _required("EVENT_BUS_NAME")


def user_pool_id() -> str:
    return _required("USER_POOL_ID")


def user_pool_client_id() -> str:
    return _required("USER_POOL_CLIENT_ID")


def signing_secret_id() -> str:
    return _required("SIGNING_SECRET_ID")


def stripe_secret_id() -> str:
    return _required("STRIPE_SECRET_ID")


def stripe_api_base() -> str | None:
    """The address of Stripe's API where it isn't Stripe's own."""
    return os.environ.get("STRIPE_API_BASE")


def queue_url(name: str) -> str:
    """`name` as in the template's environment: STRIPE_EVENTS gives STRIPE_EVENTS_QUEUE_URL."""
    return _required(f"{name}_QUEUE_URL")


def state_machine_arn(name: str) -> str:
    """`name` as in the template's environment: SEND_REMINDER."""
    return _required(f"{name}_STATE_MACHINE_ARN")


def live_url() -> str:
    """wss:// address at which open consoles listen."""
    return _required("LIVE_URL")


def live_endpoint() -> str:
    """https:// address at which frames are posted to open consoles."""
    return _required("LIVE_ENDPOINT")


def public_url() -> str:
    """Origin of the pages, without a trailing slash."""
    return _required("PUBLIC_URL").rstrip("/")


def front_door() -> str | None:
    """What the front door (CloudFront) puts into X-Front-Door, so that its word is believed."""
    return os.environ.get("FRONT_DOOR")


def mail_from() -> str:
    return _required("MAIL_FROM")


def sms_configuration_set() -> str | None:
    return os.environ.get("SMS_CONFIGURATION_SET") or None


def reminder_flow_id() -> str | None:
    """The id of the flow that a reminder's call runs; None where no calls are placed."""
    return os.environ.get("REMINDER_FLOW_ARN", "").rpartition("/")[2] or None


def clock_file() -> str | None:
    """A file with seconds to add to the time; never set by the template."""
    return os.environ.get("FRONTDESK_CLOCK_FILE")


@cache
def region() -> str:
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "eu-central-1"


def connect_instance_arn() -> str | None:
    """The instance of Amazon Connect that clinics share; None where there is none."""
    return os.environ.get("CONNECT_INSTANCE_ARN") or None


def connect_hours_id() -> str:
    """The hours of operation of every queue: always open, since clinics have hours of their own."""
    return _required("CONNECT_HOURS_ARN").rpartition("/")[2]


def connect_security_profile_id() -> str:
    """What operators may do in their softphone."""
    return _required("CONNECT_SECURITY_PROFILE_ARN").rpartition("/")[2]


def connect_transfer_flow_id(to: str) -> str:
    """The flow that a call takes on its way `to` a colleague (AGENT) or a queue (QUEUE)."""
    return _required(f"CONNECT_{to}_TRANSFER_FLOW_ARN").rpartition("/")[2]


def ccp_url() -> str:
    """The page that holds a softphone."""
    return _required("CCP_URL")
