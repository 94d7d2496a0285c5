"""People who appear in more than one program, or who sign in as a role."""

from peersupport.demo.someone import Someone

CAMILLE = Someone("camille", "Camille")
MORGAN = Someone("morgan", "Morgan", "en")
FELIX = Someone("felix", "Félix")
GRACE = Someone("grace", "Grace", "en")
INES = Someone("ines", "Inès")
EVA = Someone("eva", "Eva")
SACHA = Someone("sacha", "Sacha")
