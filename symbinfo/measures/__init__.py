"""The measures, one file a family."""

from symbinfo.measures.cross_entropy import CrossEntropy as CrossEntropy
from symbinfo.measures.entropy import Entropy as Entropy
from symbinfo.measures.f_divergence import FDivergence as FDivergence
from symbinfo.measures.f_divergence import HellingerDistance as HellingerDistance
from symbinfo.measures.f_divergence import TotalVariation as TotalVariation
from symbinfo.measures.jensen_shannon import JensenShannonDivergence as JensenShannonDivergence
from symbinfo.measures.kl_divergence import KLDivergence as KLDivergence
from symbinfo.measures.mutual_information import MutualInformation as MutualInformation
from symbinfo.measures.renyi import RenyiDivergence as RenyiDivergence
from symbinfo.measures.renyi import RenyiEntropy as RenyiEntropy
from symbinfo.measures.self_information import SelfInformation as SelfInformation
from symbinfo.measures.tsallis import TsallisEntropy as TsallisEntropy
