"""What a block of a page says, said again."""

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def repeat_block(context: template.Context, name: str) -> SafeString:
    """Return what a block says; Django itself lets a template have each block only once."""
    said: SafeString = context.render_context[BLOCK_CONTEXT_KEY].get_block(name).render(context)
    return said
