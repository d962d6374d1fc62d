"""The measures, one file a family."""

from symbinfo.measures.cross_entropy import CrossEntropy as CrossEntropy
from symbinfo.measures.entropy import Entropy as Entropy
from symbinfo.measures.jensen_shannon import JensenShannonDivergence as JensenShannonDivergence
from symbinfo.measures.kl_divergence import KLDivergence as KLDivergence
from symbinfo.measures.mutual_information import MutualInformation as MutualInformation
from symbinfo.measures.self_information import SelfInformation as SelfInformation
