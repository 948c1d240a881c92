"""What a chain's schema must look like, whatever wrote it: column names, types, order, metadata."""

from __future__ import annotations

import json

import pyarrow as pa

INDEX = {"ensemble": pa.uint16(), "walker": pa.uint16(), "step": pa.uint32()}
DENSITIES = ["log_posterior", "log_prior", "log_likelihood"]
TERMS = ["chi2_spectrum", "chi2_amplitude", "chi2_phase"]  # not in the chain of a user's own density
DERIVED = ["x_b", "u_lsr", "theta_deg", "kappa_par_10gv", "kappa_par_1pv", "u_lsr_l_deg", "u_lsr_b_deg"]
SCHEMA_KEYS = ["licmc", "licmc.seed", "licmc.version", "licmc.config_sha256"]


def metadata(of: pa.Field | pa.Schema) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in (of.metadata or {}).items()}


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except json.JSONDecodeError:
        return False
    return True


def sampled_names(schema: pa.Schema) -> list[str]:
    """The columns with a prior: the sampled coordinates."""
    return [field.name for field in schema if "prior" in metadata(field)]


def schema_problems(schema: pa.Schema) -> list[str]:
    """Every way in which the schema is not that of a chain."""
    problems = []
    head = [*INDEX, *DENSITIES]
    if schema.names[: len(head)] != head:
        problems.append(f"the first columns must be {head}, got {schema.names[: len(head)]}")
    if len(set(schema.names)) != len(schema.names):
        problems.append("two columns have the same name")
    has_terms = schema.names[len(head) : len(head) + len(TERMS)] == TERMS
    if not has_terms and (strays := [name for name in schema.names if name in TERMS]):
        problems.append(f"the columns {TERMS} must follow log_likelihood, got {strays} elsewhere")
    quantities = schema.names[len(head) + len(TERMS) * has_terms :]
    kinds = ["derived" if metadata(schema.field(name)).get("derived") == "true" else "sampled" for name in quantities]
    if kinds != sorted(kinds, key=["sampled", "derived"].index) or kinds.count("sampled") == 0:
        problems.append("after the densities must come the sampled, then the derived columns")
    if has_terms and (missing := [name for name in DERIVED if name not in quantities]):
        problems.append(f"derived columns {missing} are missing")
    for field in schema:
        expected = INDEX.get(field.name, pa.float64())
        if field.type != expected:
            problems.append(f"{field.name}: expected type {expected}, got {field.type}")
        if field.name not in quantities:
            continue
        of_field = metadata(field)
        problems += [f"{field.name}: no metadata {key!r}" for key in ("unit", "latex") if not of_field.get(key)]
        if of_field.get("derived") not in ("true", "false"):
            problems.append(f"{field.name}: metadata 'derived' must be true or false, got {of_field.get('derived')}")
        if ("prior" in of_field) != (of_field.get("derived") == "false"):
            problems.append(f"{field.name}: sampled columns have metadata 'prior', derived ones none")
        if not is_json(of_field.get("prior", "{}")):
            problems.append(f"{field.name}: metadata 'prior' is not JSON: {of_field['prior']}")
    of_schema = metadata(schema)
    problems += [f"schema metadata {key!r} is missing" for key in SCHEMA_KEYS if not of_schema.get(key)]
    if not is_json(of_schema.get("licmc", "{}")):
        problems.append("schema metadata 'licmc' is not JSON")
    return problems
