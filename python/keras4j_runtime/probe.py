"""Description of a Python executable and its packages, printed as one JSON object per line.

keras4j runs this text in a child process (``python -I -c``) before it loads anything into the JVM. It never imports jep, which
works only inside a JVM. The code of the first line runs on old Python versions too, so that they can report their version.
"""

import json
import platform
import sys

print(
    json.dumps(
        {
            "implementation": platform.python_implementation(),
            "version": platform.python_version(),
            "machine": platform.machine(),
            "executable": sys.executable,
        }
    )
)

if sys.version_info >= (3, 11):
    import importlib.metadata
    import importlib.util
    import itertools
    import os
    import shlex
    import sysconfig

    variable = sysconfig.get_config_var
    paths = sysconfig.get_paths()
    library_folders = [
        variable("LIBDIR"),
        os.path.join(variable("LIBDIR") or "", variable("MULTIARCH") or ""),
        os.path.join(sys.base_prefix, "lib"),
        os.path.join(sys.base_prefix, "lib", variable("MULTIARCH") or ""),
        sys.base_prefix,
    ]
    minor = "{}.{}".format(*sys.version_info[:2])
    system_names = {"darwin": "libpython" + minor + ".dylib", "win32": "python{}{}.dll".format(*sys.version_info[:2])}
    library_names = [name for name in (variable("INSTSONAME"), variable("LDLIBRARY")) if name and ".so" in name]
    library_names += [name for platform_name, name in system_names.items() if platform_name == sys.platform]
    libraries = [
        os.path.join(folder, name)
        for name, folder in itertools.product(library_names, library_folders)
        if folder and os.path.isfile(os.path.join(folder, name))
    ]

    jep = importlib.util.find_spec("jep")
    jep_folders = list(jep.submodule_search_locations or []) if jep else []
    jep_names = ("libjep.so", "libjep.jnilib", "jep.dll")
    jep_libraries = [
        path
        for path in (os.path.join(folder, name) for folder, name in itertools.product(jep_folders, jep_names))
        if os.path.isfile(path)
    ]

    versions = {}
    for name, distribution in (
        ("jep", "jep"),
        ("keras", "keras"),
        ("jax", "jax"),
        ("jaxlib", "jaxlib"),
        ("tensorflow", "tensorflow"),
        ("tensorflow", "tensorflow-cpu"),
        ("numpy", "numpy"),
        ("scipy", "scipy"),
        ("h5py", "h5py"),
        ("optuna", "optuna"),
    ):
        try:
            versions[name] = importlib.metadata.version(distribution)
        except importlib.metadata.PackageNotFoundError:
            pass

    print(
        json.dumps(
            {
                "basePrefix": sys.base_prefix,
                "freeThreaded": bool(variable("Py_GIL_DISABLED")),
                "debug": bool(variable("Py_DEBUG")),
                "abi": variable("SOABI") or "",
                "libpython": libraries[0] if libraries else None,
                "headers": os.path.isfile(os.path.join(paths["include"], "Python.h")),
                "venv": all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")),
                "compiler": shlex.split(os.environ.get("CC") or variable("CC") or "cc")[0],
                "jepLibrary": jep_libraries[0] if jep_libraries else None,
                "versions": versions,
                # The answer may be cached until one of these files changes.
                "watched": [sys.executable, os.path.realpath(sys.executable), os.path.join(sys.prefix, "pyvenv.cfg")]
                + [paths["purelib"], paths["platlib"]]
                + libraries[:1]
                + jep_libraries[:1],
            }
        )
    )
