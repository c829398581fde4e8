"""An MCP server for cloud environments. The incident: delete and recreate, with rights nobody had looked at."""

import boto3
from mcp.server.fastmcp import FastMCP
from mcp.types import ToolAnnotations

mcp = FastMCP("infra")

# No role, no scope: whatever the machine is logged in to.
beanstalk = boto3.client("elasticbeanstalk")


@mcp.tool(annotations=ToolAnnotations(readOnlyHint=True))
def describe_environment(name: str) -> dict:
    """Health, version and last events of an environment."""
    return beanstalk.describe_environments(EnvironmentNames=[name])


@mcp.tool()
def delete_environment(name: str) -> str:
    """Delete an environment with everything in it."""
    beanstalk.terminate_environment(EnvironmentName=name, TerminateResources=True)
    return f"{name} is being deleted"


@mcp.tool()
def recreate_environment(name: str, template: str) -> str:
    """Create an environment again from a saved template."""
    beanstalk.create_environment(EnvironmentName=name, TemplateName=template, ApplicationName="shop")
    return f"{name} is being created"


if __name__ == "__main__":
    mcp.run()
