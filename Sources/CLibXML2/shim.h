#pragma once
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

/// `xmlFree` is a mutable global function pointer, which Swift 6 does not let us call.
static inline void nianbao_xmlFree(void *memory) { xmlFree(memory); }
